import type { Refusal } from '@claviger/core/kernel/decision'
import type { ReasonedCode } from '@claviger/core/kernel/refusal-codes'
import type { WordKey } from './catalogs.ts'

/** One thing a reader can do about a refusal: go somewhere, run a command at the machine, or do as a sentence says. */
export type Way =
  | { readonly kind: 'go'; readonly to: string; readonly label: WordKey<'refusals'> }
  | { readonly kind: 'run'; readonly command: string }
  | { readonly kind: 'say'; readonly sentence: WordKey<'refusals'> }

/** Where the reader stands when they are refused. */
export interface Standing {
  /** The page's own address. */
  readonly path: string
  /** The start of the addresses of the organization or team around it; empty elsewhere. */
  readonly home: string
  readonly mayOrder: boolean
}

type Ways = readonly [Way, ...Way[]]
type WaysFrom = (refusal: Refusal, standing: Standing) => Ways

/** The ways out of this refusal from where the reader stands; what was typed wrong is put right in its field. */
export function waysOut(refusal: Refusal, standing: Standing): readonly Way[] {
  const ways: Readonly<Partial<Record<Refusal['code'], WaysFrom>>> = waysByCode
  return ways[refusal.code]?.(refusal, standing) ?? []
}

const go = (to: string, label: WordKey<'refusals'>): Way => ({ kind: 'go', to, label })
const run = (command: string): Way => ({ kind: 'run', command })
const say = (sentence: WordKey<'refusals'>): Way => ({ kind: 'say', sentence })

const again: WaysFrom = (_, { path }) => [go(path, 'way_load_again')]
const otherAccount: WaysFrom = (_, { path }) => [
  go(`/signin?to=${encodeURIComponent(path)}`, 'way_other_account'),
]
const newKey: WaysFrom = () => [say('way_setup_key'), run('claviger setup-key')]

/** Whoever was given an invitation asks whoever made it; the form for that stands on the link's first page. */
const askSender: WaysFrom = (_, { path, home }) => {
  if (home !== '') return [go(`${home}/links`, 'way_links')]
  const [, first, token, step] = path.replace(/\?.*$/, '').split('/')
  if (first !== 'i') return [say('way_ask_sender')]
  return [step ? go(`/i/${token}`, 'way_ask_here') : say('way_ask_below')]
}

const atVendor = ({ path }: Standing) => path.startsWith('/vendor')

/** One place for the reader's role: the vendor's list, the organization's, or what is everybody's. */
const list =
  (vendor: Way, below: string, label: WordKey<'refusals'>, otherwise: Way): WaysFrom =>
  (_, standing) => {
    if (atVendor(standing)) return [vendor]
    return standing.home === '' ? [otherwise] : [go(standing.home + below, label)]
  }

const licenses = list(go('/vendor', 'way_start'), '/licenses', 'way_licenses', go('/me', 'way_own_licenses'))

const showLicense: WaysFrom = (refusal, standing) =>
  standing.home === '' || typeof refusal.licenseId !== 'string'
    ? licenses(refusal, standing)
    : [go(`${standing.home}/licenses?open=${refusal.licenseId}`, 'way_show_license')]

const assignOne: WaysFrom = (refusal, standing) =>
  standing.home === ''
    ? licenses(refusal, standing)
    : [go(`${standing.home}/assign/one`, 'way_assign_person')]

const moreSeats: WaysFrom = (_, { home, mayOrder }) => {
  const free = go(`${home}/licenses?status=invited&waiting=30&select=all`, 'way_free_some')
  if (home === '') return [say('way_ask_sender')]
  return mayOrder ? [go('/buy', 'way_buy_more'), free] : [free, go(`${home}/admins`, 'way_who_buys')]
}

const rights: WaysFrom = (refusal, standing) => {
  if (refusal.needs === 'operator') return [say('way_at_the_machine')]
  if (standing.home !== '')
    return [go(`${standing.home}/admins`, 'way_who_may'), ...otherAccount(refusal, standing)]
  return [go('/', 'way_start'), ...otherAccount(refusal, standing)]
}

const otherAdministrator: WaysFrom = ({ slug }, { home }) => [
  go(`${typeof slug === 'string' ? `/o/${slug}` : home}/admins`, 'way_add_administrator'),
]

const order = list(go('/vendor/orders', 'way_orders'), '/orders', 'way_orders', go('/buy', 'way_shop'))
const products = list(go('/vendor/products', 'way_products'), '', 'way_start', go('/buy', 'way_shop'))
const letters = list(go('/vendor/mail', 'way_mail'), '/licenses', 'way_licenses', go('/', 'way_start'))

/** On the page itself its form is nearer than any button. */
const newConnectCode: WaysFrom = (_, { path }) =>
  path.startsWith('/activate')
    ? [say('way_new_connect_code')]
    : [say('way_new_connect_code'), go('/activate', 'way_type_code')]
const codeRequests = list(
  go('/vendor', 'way_start'),
  '/code-requests',
  'way_code_requests',
  go('/me', 'way_own_licenses'),
)

/** Teams are the whole organization's: their pages lie above those of one team. */
const teamPages = ({ home }: Standing) => (home === '' ? null : `${home.replace(/\/t\/\d+$/, '')}/teams`)
const ofTeam =
  (label: WordKey<'refusals'>, below = ''): WaysFrom =>
  ({ teamId }, standing) => {
    const teams = teamPages(standing)
    if (!teams) return [go('/', 'way_start')]
    return typeof teamId === 'number' ? [go(`${teams}/${teamId}${below}`, label)] : [go(teams, 'way_teams')]
  }
const newTeam: WaysFrom = (_, standing) => {
  const teams = teamPages(standing)
  return teams ? [go(`${teams}/new`, 'way_new_team')] : [go('/', 'way_start')]
}

const tokens = list(go('/vendor', 'way_start'), '/api', 'way_tokens', go('/', 'way_start'))

const keys: WaysFrom = () => [go('/vendor/keys', 'way_keys')]
const rootElsewhere: WaysFrom = () => [say('way_root_by_command'), run('claviger keys rotate --root FILE')]

/** Every refusal that hangs on how things stand, and what to do about it. A code without a way out does not compile. */
export const waysByCode: Readonly<Record<ReasonedCode, WaysFrom>> = {
  address_not_proved: otherAccount,
  address_refused: showLicense,
  already_has_license: showLicense,
  already_has_through_pack: showLicense,
  already_restored: showLicense,
  already_returned: showLicense,
  asked_too_often: () => [say('way_write_yourself')],
  assignment_not_found: licenses,
  assignment_unknown: () => [say('way_ask_sender'), go('/me', 'way_own_licenses')],
  claim_for_another_address: otherAccount,
  claim_not_found: () => [say('way_ask_vendor'), go('/signin', 'way_sign_in')],
  claim_too_old: (_, { path }) => [go(path.replace(/\/code$/, ''), 'way_fresh_claim')],
  claim_used: () => [go('/signin', 'way_sign_in')],
  code_must_be_asked: (_, { path }) => [go(path, 'way_ask_for_code')],
  code_needs_no_asking: again,
  code_request_answered: again,
  code_request_not_found: codeRequests,
  connect_code_answered: newConnectCode,
  connected_already: showLicense,
  connect_code_expired: newConnectCode,
  connect_code_unknown: newConnectCode,
  form_already_used: again,
  holds_another_since: licenses,
  in_team_already: showLicense,
  invitation_not_found: list(go('/vendor', 'way_start'), '/links', 'way_links', go('/', 'way_start')),
  job_not_found: list(go('/vendor', 'way_start'), '/jobs', 'way_jobs', go('/', 'way_start')),
  key_already_retired: keys,
  key_not_found: keys,
  keys_in_use: keys,
  last_administrator: otherAdministrator,
  last_team: newTeam,
  last_owner: () => [go('/vendor/staff', 'way_add_owner')],
  letter_blanked: () => [say('way_new_letter'), run('claviger sign-in ADDRESS')],
  letter_not_found: letters,
  letter_left: again,
  letter_waiting: again,
  letter_withdrawn: list(go('/vendor/mail', 'way_mail'), '/assign', 'way_assign', go('/', 'way_start')),
  letters_wait_for_undo: again,
  license_not_available: showLicense,
  license_not_found: licenses,
  license_not_for_product: (_, { path }) => [go(path, 'way_other_license')],
  link_asks_first: askSender,
  link_ended: askSender,
  link_no_free_seat: (refusal, standing) =>
    standing.home === '' ? askSender(refusal, standing) : moreSeats(refusal, standing),
  link_paused: askSender,
  link_replaced: askSender,
  link_returned_before: askSender,
  link_unknown: () => [say('way_ask_sender'), go('/me', 'way_own_licenses')],
  link_used_up: askSender,
  link_wrong_domain: askSender,
  list_not_found: list(go('/vendor', 'way_start'), '/assign', 'way_assign', go('/', 'way_start')),
  machine_limit_reached: () => [say('way_sign_out_machine')],
  machine_not_found: licenses,
  line_failed: () => [say('way_try_row_again')],
  moved_since: showLicense,
  no_free_seat: moreSeats,
  not_allowed: rights,
  not_assigned: assignOne,
  not_transferable: showLicense,
  offer_not_found: (_, { path }) => [go(path, 'way_other_license')],
  order_cancelled: (_, standing) =>
    atVendor(standing) ? [go('/vendor/sell', 'way_sell')] : [go('/buy', 'way_shop')],
  order_fulfilled: again,
  order_not_found: order,
  organization_not_found: (refusal, standing) =>
    atVendor(standing)
      ? [go('/vendor/customers', 'way_customers')]
      : [go('/', 'way_start'), ...otherAccount(refusal, standing)],
  person_not_found: licenses,
  product_code_taken: () => [go('/vendor/products', 'way_products')],
  product_not_found: products,
  product_not_sold: ({ slug }, standing) =>
    atVendor(standing)
      ? [go(`/vendor/products/${typeof slug === 'string' ? slug : ''}`, 'way_set_price')]
      : [go('/buy', 'way_shop')],
  question_answered: () => [say('way_ask_sender'), go('/me', 'way_own_licenses')],
  question_not_found: () => [say('way_ask_sender'), go('/me', 'way_own_licenses')],
  recently_assigned: () => [say('way_wait_until')],
  reminded_lately: showLicense,
  request_answered: again,
  request_not_found: list(
    go('/vendor', 'way_start'),
    '/requests',
    'way_requests',
    go('/me', 'way_own_licenses'),
  ),
  role_not_found: list(go('/vendor/staff', 'way_staff'), '/admins', 'way_who_may', go('/me', 'way_start')),
  role_offer_not_found: () => [say('way_new_offer'), go('/me', 'way_own_licenses')],
  role_offer_void: () => [say('way_new_offer')],
  root_not_backed_up: keys,
  root_of_another: rootElsewhere,
  root_offline: rootElsewhere,
  same_person: (_, { path }) => [go(path, 'way_somebody_else')],
  same_team: ofTeam('way_show_team'),
  seat_taken_since: assignOne,
  setup_finished: () => [go('/signin?to=/vendor', 'way_sign_in')],
  setup_key_missing: newKey,
  setup_key_too_old: newKey,
  setup_key_wrong: newKey,
  sign_in_link_dead: () => [go('/signin', 'way_sign_in'), run('claviger sign-in ADDRESS')],
  staff_not_found: () => [go('/vendor/staff', 'way_staff')],
  team_ended_since: ofTeam('way_show_team'),
  team_name_taken: ofTeam('way_show_team'),
  team_not_empty: ofTeam('way_merge_team', '/merge'),
  team_not_found: (_, { home }) => [go(home === '' ? '/' : home.replace(/\/t\/\d+$/, ''), 'way_start')],
  token_not_found: tokens,
  view_name_taken: again,
  view_not_found: licenses,
  views_full: licenses,
  token_of_another_team: rights,
  token_rotated_since: again,
  too_few_licenses: moreSeats,
  too_many_attempts: again,
  too_many_requests: () => [say('way_write_yourself')],
  too_many_tokens: tokens,
  twice_in_list: () => [say('way_first_line_counts')],
  undo_window_over: (_, { home }) =>
    home === ''
      ? [go('/', 'way_start')]
      : [
          go(`${home}/licenses`, 'way_licenses'),
          go(`${home}/assign`, 'way_assign'),
          go(`${home}/links`, 'way_links'),
        ],
}
