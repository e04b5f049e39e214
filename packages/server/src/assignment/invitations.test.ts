import { randomUUID } from 'node:crypto'
import { type Actor, anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  buySeats,
  type Customer,
  dump,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  rowsOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { askAdministrator } from './ask-administrator.ts'
import { assignPeople } from './assign-people.ts'
import {
  changeInvitation,
  pauseInvitation,
  replaceInvitation,
  resumeInvitation,
  undoReplaceInvitation,
} from './change-invitation.ts'
import { type CreateInvitation, createInvitation } from './create-invitation.ts'
import { invitationDoor } from './invitation-door-views.ts'
import { invitationPage } from './invitation-views.ts'
import { licensesPage } from './license-views.ts'
import { revokeLicenses } from './revoke-licenses.ts'
import { takeLicense } from './take-license.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const open = { name: 'Autumn', cap: '', endsOn: '', domains: '' }

interface Link {
  readonly customer: Customer
  readonly act: { readonly organizationId: number; readonly id: string }
  readonly token: string
}

async function newLink(customer: Customer, terms: Partial<CreateInvitation> = {}): Promise<Link> {
  const { organizationId, teamId, productCode } = customer
  const request = { ...open, organizationId, teamId, productCode, id: randomUUID(), ...terms }
  const { id } = planOf(await story.write(customer.admin, createInvitation, request))
  return { customer, act: { organizationId, id }, token: await tokenOf(customer, id) }
}

const pageOf = async ({ organizationId, admin }: Customer, id: string) =>
  planOf(await story.read(admin, invitationPage, { organizationId, id, publicOrigin: 'https://x.example' }))

const tokenOf = async (customer: Customer, id: string) => (await pageOf(customer, id)).token

const take = (token: string, address: string, actor: Actor = visitor(address)) =>
  story.write(actor, takeLicense, { token, address })

const refusedTaking = async (token: string, address: string) => refusalOf(await take(token, address))

const doorOf = async (token: string, actor: Actor = anonymous) =>
  planOf(await story.read(actor, invitationDoor, { token }))

const change = (link: Link, terms: object) =>
  story.write(link.customer.admin, changeInvitation, { ...link.act, ...open, ...terms })

const rowsIn = (customer: Customer) =>
  story.read(customer.admin, licensesPage, {
    ...{ organizationId: customer.organizationId, filter: {}, sort: 'position' as const },
    ...{ descending: false, page: 1, perPage: 100 },
  })

async function revoke(customer: Customer, address: string) {
  const { organizationId, admin } = customer
  const { rows } = planOf(await rowsIn(customer))
  const licenseIds = rows.filter((row) => row.person?.address === address).map((row) => row.licenseId)
  const selection = { kind: 'these' as const, licenseIds }
  return planOf(
    await story.write(admin, revokeLicenses, {
      organizationId,
      selection,
      jobId: randomUUID(),
      preview: false,
    }),
  )
}

const lettersOf = ({ organizationId }: Customer) =>
  story.database.db
    .selectFrom('letter')
    .select(['kind', 'to_address', 'facts', 'send_after'])
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .execute()

describe('a link', () => {
  test('gives a license to a proved address, connected, with one letter at once and a line in the log', async () => {
    const customer = await newCustomer(story, 2)
    const { token } = await newLink(customer)
    const taken = planOf(await take(token, 'J.Voss@harrowvale.example'))
    expect(taken).toMatchObject({ already: false, productName: 'Loomwright' })
    const { rows, seats } = planOf(await rowsIn(customer))
    expect(seats).toMatchObject([{ free: 1, invited: 0, connected: 1 }])
    expect(rows[0]).toMatchObject({
      ...{ licenseId: taken.licenseId, status: 'connected', cameBy: 'link' },
      ...{ assignedBy: 'J.Voss@harrowvale.example', connectedAt: story.now() },
    })
    expect(await lettersOf(customer)).toMatchObject([
      { kind: 'license_connected', to_address: 'J.Voss@harrowvale.example', send_after: story.now() },
    ])
    const event = await story.database.db
      .selectFrom('event')
      .select(['what', 'facts'])
      .where('license_id', '=', taken.licenseId)
      .executeTakeFirstOrThrow()
    expect(event).toMatchObject({ what: 'license_taken', facts: { address: 'J.Voss@harrowvale.example' } })
  })

  test('gives nothing to an address the person at hand has not proved, and uses nothing up', async () => {
    const customer = await newCustomer(story, 2)
    const { token } = await newLink(customer)
    const before = await dump(story)
    const home = visitor('home.account@elsewhere.example')
    for (const actor of [home, anonymous]) {
      const refusal = refusalOf(await take(token, 'work.account@harrowvale.example', actor))
      expect(refusal).toMatchObject({
        code: 'address_not_proved',
        address: 'work.account@harrowvale.example',
      })
    }
    expect(await dump(story)).toEqual(before)
  })

  test('gives one license to one person, whatever the letter case and however often pressed', async () => {
    const customer = await newCustomer(story, 3)
    const { token } = await newLink(customer)
    const first = planOf(await take(token, 'lena.fuchs@harrowvale.example'))
    const after = await dump(story)
    const again = planOf(
      await take(token, 'Lena.Fuchs@HarrowVale.example', visitor('lena.fuchs@harrowvale.example')),
    )
    expect(again).toMatchObject({ licenseId: first.licenseId, already: true })
    expect(await dump(story)).toEqual(after)
  })

  test('shows what it gives to whoever looks, and looking changes nothing', async () => {
    const customer = await newCustomer(story, 3)
    const { token } = await newLink(customer, { cap: '25' })
    planOf(await take(token, 'a@harrowvale.example'))
    const before = await dump(story)
    expect(await doorOf(token)).toMatchObject({
      ...{
        product: 'Loomwright',
        from: 'Ines Okafor',
        taken: 1,
        cap: 25,
        freeSeats: 2,
        refusal: null,
        own: [],
      },
    })
    expect(await dump(story)).toEqual(before)
  })

  test('made twice by the same form is one link', async () => {
    const customer = await newCustomer(story, 1)
    const { organizationId, teamId, productCode, admin } = customer
    const request = { ...open, organizationId, teamId, productCode, id: randomUUID() }
    planOf(await story.write(admin, createInvitation, request))
    const after = await dump(story)
    planOf(await story.write(admin, createInvitation, request))
    expect(await dump(story)).toEqual(after)
  })
})

describe('a link that gives nothing says the true reason', () => {
  test('all its places are taken: with the cap, and again open when the cap is raised', async () => {
    const link = await newLink(await newCustomer(story, 5), { cap: '2' })
    planOf(await take(link.token, 'one@harrowvale.example'))
    planOf(await take(link.token, 'two@harrowvale.example'))
    expect(await refusedTaking(link.token, 'three@harrowvale.example')).toMatchObject({
      ...{ code: 'link_used_up', cap: 2, taken: 2, by: 'Ines Okafor' },
    })
    expect((await doorOf(link.token)).refusal).toMatchObject({ code: 'link_used_up' })
    expect(await lettersOf(link.customer)).toContainEqual(
      expect.objectContaining({ kind: 'link_used_up', to_address: 'ines.okafor@harrowvale.example' }),
    )
    planOf(await change(link, { cap: '3' }))
    planOf(await take(link.token, 'three@harrowvale.example'))
  })

  test('no seat is left in the team, although the link has places', async () => {
    const { token, customer } = await newLink(await newCustomer(story, 2))
    planOf(await take(token, 'one@harrowvale.example'))
    planOf(await take(token, 'two@harrowvale.example'))
    const refusal = await refusedTaking(token, 'three@harrowvale.example')
    expect(refusal).toMatchObject({ code: 'link_no_free_seat', free: 0, by: 'Ines Okafor' })
    expect(refusal.why).toMatchObject(
      [
        ...['link_is_newest', 'link_not_ended', 'link_not_paused', 'address_at_allowed_domain'],
        ...['not_returned_before', 'link_has_places', 'team_has_free_seat'],
      ].map((rule, index) => ({ rule, met: index < 6 })),
    )
    await buySeats(story, customer, 1)
    planOf(await take(token, 'three@harrowvale.example'))
  })

  test('seats given to others meanwhile are gone, and the link works again once there are seats', async () => {
    const customer = await newCustomer(story, 2)
    const { token } = await newLink(customer, { cap: '2' })
    const { organizationId, teamId, productCode, admin } = customer
    const others = rowsOf('x@harrowvale.example', 'y@harrowvale.example')
    const list = { organizationId, teamId, productCode, rows: others, cameBy: 'list' as const }
    planOf(await story.write(admin, assignPeople, { ...list, jobId: randomUUID(), preview: false }))
    expect((await refusedTaking(token, 'late@harrowvale.example')).code).toBe('link_no_free_seat')
    await revoke(customer, 'x@harrowvale.example')
    planOf(await take(token, 'late@harrowvale.example'))
  })

  test('it ended on a day, through the whole of it in the zone of the organization', async () => {
    const link = await newLink(await newCustomer(story, 3), { endsOn: '2026-11-02' })
    story.pass({ minutes: 14 * 60 + 59 })
    planOf(await take(link.token, 'in-time@harrowvale.example'))
    story.pass({ minutes: 1 })
    expect(await refusedTaking(link.token, 'late@harrowvale.example')).toMatchObject({
      ...{ code: 'link_ended', endsOn: '2026-11-02' },
    })
    story.pass({ minutes: -15 * 60 })
  })

  test('it is paused, until it is resumed', async () => {
    const link = await newLink(await newCustomer(story, 3))
    planOf(await story.write(link.customer.admin, pauseInvitation, link.act))
    expect(await refusedTaking(link.token, 'a@harrowvale.example')).toMatchObject({
      ...{ code: 'link_paused', at: story.now(), by: 'Ines Okafor' },
    })
    planOf(await story.write(link.customer.admin, resumeInvitation, link.act))
    planOf(await take(link.token, 'a@harrowvale.example'))
  })

  test('the address is outside its domains, in whichever spelling the domain was given', async () => {
    const link = await newLink(await newCustomer(story, 3), {
      domains: '@Bücher.example, harrowvale.example',
    })
    expect(await refusedTaking(link.token, 'a@elsewhere.example')).toMatchObject({
      ...{ code: 'link_wrong_domain', domains: ['bücher.example', 'harrowvale.example'] },
    })
    planOf(await take(link.token, 'a@bücher.example'))
    planOf(await take(link.token, 'b@XN--BCHER-KVA.example'))
    expect((await doorOf(link.token)).domains).toEqual(['bücher.example', 'harrowvale.example'])
  })

  test('a license it gave was taken back from this person; a colleague still gets one', async () => {
    const { token, customer } = await newLink(await newCustomer(story, 3))
    planOf(await take(token, 'pavel.r@harrowvale.example'))
    await revoke(customer, 'pavel.r@harrowvale.example')
    expect(await refusedTaking(token, 'Pavel.R@harrowvale.example')).toMatchObject({
      ...{ code: 'link_returned_before', at: story.now() },
    })
    planOf(await take(token, 'colleague@harrowvale.example'))
  })

  test('the subscription behind it has lapsed: looking and taking agree that no seat is free', async () => {
    const customer = await newCustomer(story, 0)
    await buySeats(story, customer, 2, 30)
    const { token } = await newLink(customer)
    story.pass({ days: 38 })
    expect((await doorOf(token)).refusal).toMatchObject({ code: 'link_no_free_seat', free: 0 })
    expect(await refusedTaking(token, 'late@harrowvale.example')).toMatchObject({
      ...{ code: 'link_no_free_seat', free: 0 },
    })
    story.pass({ days: -38 })
  })

  test.each(['', 'short', 'A'.repeat(26), 'a'.repeat(25), '\u0000'.repeat(26), `${'a'.repeat(26)}.`])(
    'nobody made it (%j)',
    async (token) => {
      expect((await refusedTaking(token, 'a@harrowvale.example')).code).toBe('link_unknown')
      expect(refusalOf(await story.read(anonymous, invitationDoor, { token })).code).toBe('link_unknown')
    },
  )
})

describe('replacing a link', () => {
  test('kills the old address at once, for pages already open too; only the new one works', async () => {
    const link = await newLink(await newCustomer(story, 3))
    const opened = await doorOf(link.token)
    expect(opened.refusal).toBeNull()
    planOf(await story.write(link.customer.admin, replaceInvitation, link.act))
    expect(await refusedTaking(link.token, 'a@harrowvale.example')).toMatchObject({
      ...{ code: 'link_replaced', at: story.now(), by: 'Ines Okafor' },
    })
    const newest = await tokenOf(link.customer, link.act.id)
    expect(newest).not.toBe(link.token)
    planOf(await take(newest, 'a@harrowvale.example'))
    expect((await pageOf(link.customer, link.act.id)).takers).toMatchObject([
      { address: 'a@harrowvale.example' },
    ])
  })

  test('is undone within the window: the old address lives again, the one in between is dead', async () => {
    const link = await newLink(await newCustomer(story, 3))
    const { admin } = link.customer
    planOf(await story.write(admin, replaceInvitation, link.act))
    const between = await tokenOf(link.customer, link.act.id)
    story.pass({ minutes: 9 })
    planOf(await story.write(admin, undoReplaceInvitation, link.act))
    expect(await tokenOf(link.customer, link.act.id)).toBe(link.token)
    planOf(await take(link.token, 'a@harrowvale.example'))
    expect((await take(between, 'b@harrowvale.example')).ok).toBe(false)
  })

  test('is not undone when the window is over', async () => {
    const link = await newLink(await newCustomer(story, 3))
    planOf(await story.write(link.customer.admin, replaceInvitation, link.act))
    story.pass({ minutes: 10 })
    const late = await story.write(link.customer.admin, undoReplaceInvitation, link.act)
    expect(refusalOf(late)).toMatchObject({ code: 'undo_window_over', minutes: 10 })
  })
})

describe('asking the administrator', () => {
  const ask = (token: string, address: string, note: unknown = 'Please') =>
    story.write(anonymous, askAdministrator, { token, address, note, reason: 'link_used_up' })

  test('writes once, however often the same person asks', async () => {
    const { token, customer } = await newLink(await newCustomer(story, 1))
    expect(planOf(await ask(token, 'j.voss@harrowvale.example'))).toEqual({ sentTo: 'Ines Okafor' })
    planOf(await ask(token, 'J.Voss@harrowvale.example'))
    expect(await lettersOf(customer)).toMatchObject([
      {
        ...{ kind: 'license_requested', to_address: 'ines.okafor@harrowvale.example' },
        facts: { address: 'j.voss@harrowvale.example', proved: false, note: 'Please', freeSeats: 1 },
      },
    ])
  })

  test('stops after twenty questions about one link in a day', async () => {
    const { token, customer } = await newLink(await newCustomer(story, 1))
    for (let n = 0; n < 20; n++) planOf(await ask(token, `p${n}@harrowvale.example`, ''))
    expect(refusalOf(await ask(token, 'one-more@harrowvale.example')).code).toBe('too_many_requests')
    expect(await lettersOf(customer)).toHaveLength(20)
    story.pass({ days: 1 })
    planOf(await ask(token, 'tomorrow@harrowvale.example'))
    story.pass({ days: -1 })
  })

  test.each([
    ['not an address', 'x', 'nobody'],
    ['a zero byte in the note', 'Ann\u0000a', 'a@harrowvale.example'],
    ['a note of a megabyte', 'x'.repeat(1_000_000), 'a@harrowvale.example'],
    ['a note that is no text', 7, 'a@harrowvale.example'],
  ])('refuses %s, naming the field', async (_, note, address) => {
    const { token } = await newLink(await newCustomer(story, 1))
    const before = await dump(story)
    const refusal = refusalOf(await ask(token, address, note))
    expect(refusal.field).toBe(address === 'nobody' ? 'address' : 'note')
    expect(await dump(story)).toEqual(before)
  })
})

describe('who may touch a link', () => {
  const acts = {
    ...{ changeInvitation, pauseInvitation, resumeInvitation, replaceInvitation, undoReplaceInvitation },
  }

  test.each(Object.entries(acts))(
    '%s: another organization finds nothing and changes nothing',
    async (_, act) => {
      const link = await newLink(await newCustomer(story, 2))
      const stranger = await newCustomer(story, 2)
      const before = await dump(story)
      for (const organizationId of [stranger.organizationId, link.act.organizationId]) {
        const request = { ...open, ...link.act, organizationId }
        const refusal = refusalOf(await story.write(stranger.admin, act, request))
        expect(refusal).toEqual({ code: 'invitation_not_found' })
      }
      expect(await dump(story)).toEqual(before)
    },
  )

  test.each(Object.entries(acts))('%s: a viewer may not', async (_, act) => {
    const link = await newLink(await newCustomer(story, 2))
    const viewer = await actorWith(story, link.act.organizationId, {
      ...{ address: 'viewer@harrowvale.example', name: 'Vi', role: 'viewer' },
    })
    const refusal = refusalOf(await story.write(viewer, act, { ...open, ...link.act }))
    expect(refusal.code).toBe('not_allowed')
  })

  test('a team administrator makes links of his own team and does not find those of another', async () => {
    const link = await newLink(await newCustomer(story, 2))
    const own = await newTeam(story, link.customer, 1)
    const actor = await actorWith(story, own.organizationId, {
      ...{ address: 'tess@harrowvale.example', name: 'Tess', role: 'team_administrator', teamId: own.teamId },
    })
    planOf(await newLink({ ...own, admin: actor }).then(({ token }) => take(token, 'a@harrowvale.example')))
    expect(refusalOf(await story.write(actor, pauseInvitation, link.act)).code).toBe('invitation_not_found')
    const elsewhere = { ...open, ...link.customer, id: randomUUID() }
    expect(refusalOf(await story.write(actor, createInvitation, elsewhere)).code).toBe('team_not_found')
  })

  test.each([
    ['an id that is none', { id: 'abc' }, 'not_a_form_id'],
    ['a team that is none', { teamId: 1e300 }, 'team_not_found'],
    ['a team of nobody', { teamId: 2_999_999 }, 'team_not_found'],
    ['a product with a zero byte', { productCode: '\u0000' }, 'product_not_found'],
    ['a name of a zero byte', { name: 'Ann\u0000a' }, 'text_hidden_character'],
    ['a cap beyond all numbers', { cap: '99999999999999999999999' }, 'out_of_range'],
  ] as const)('making one with %s is refused by name', async (_, wrong, code) => {
    const customer = await newCustomer(story, 1)
    const { organizationId, teamId, productCode, admin } = customer
    const request = { ...open, organizationId, teamId, productCode, id: randomUUID(), ...wrong }
    expect(refusalOf(await story.write(admin, createInvitation, request)).code).toBe(code)
  })
})
