import { randomUUID } from 'node:crypto'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { type AccountActor, type Actor, anonymous, operator } from '@claviger/core/teams/actor'
import { changeCodePolicy } from '../activation/change-code-policy.ts'
import { requestCode } from '../activation/request-code.ts'
import type { operations, views } from '../application.ts'
import { askAdministrator } from '../assignment/ask-administrator.ts'
import { askToKeep } from '../assignment/ask-to-keep.ts'
import { keepPeopleFile } from '../assignment/keep-people-file.ts'
import { mergeTeams } from '../assignment/merge-teams.ts'
import { saveView } from '../assignment/save-view.ts'
import type { Connection } from '../db/connect.ts'
import { randomIds } from '../db/new-id.ts'
import { placeOrder } from '../purchasing/place-order.ts'
import { addStaff } from '../teams/add-staff.ts'
import { createTeam } from '../teams/create-team.ts'
import { createToken } from '../teams/create-token.ts'
import { offerRole } from '../teams/offer-role.ts'
import { assign, lettersOf, licenseOf, newLink, openTerms, revoke, these } from './acts.ts'
import { connectMachine, copyOn, waiting } from './devices.ts'
import { withKeys } from './keys.ts'
import { buyForm, handSale, openShop, orderForm, type Shop } from './shop.ts'
import { actorWith, type Customer, newCustomer, newTeam, planOf, rowsOf, visitor } from './story.ts'

/** Who asks for something, and what exactly: a request the operation or view accepts as it stands. */
export interface Trial {
  readonly actor: Actor
  readonly request: Readonly<Record<string, unknown>>
}

/** A house with one of everything in it, and somebody else's customer beside. */
export interface World {
  readonly shop: Shop
  readonly customer: Customer
  readonly slug: string
  /** Administers another customer and has nothing to do with this one. */
  readonly rival: AccountActor
  readonly rivals: Customer
  readonly holder: AccountActor
  readonly owner: AccountActor
  readonly ids: {
    readonly license: string
    readonly assignment: string
    readonly person: string
    readonly door: string
    readonly assignJob: string
    /** One of its lines came to nothing. */
    readonly mixedJob: string
    readonly revokeJob: string
    readonly link: string
    readonly token: string
    readonly offer: string
    readonly order: string
    readonly orderToken: string
    readonly claim: string
    /** The administrator's, for the whole organization. */
    readonly apiToken: string
    readonly letter: string
    /** What a product that waits shows, and what it asks with. */
    readonly userCode: string
    readonly deviceCode: string
    /** A machine of the holder's, and what its product asks with. */
    readonly activation: string
    /** What somebody held until it was taken back. */
    readonly lost: string
    /** A team that holds nothing yet. */
    readonly emptyTeam: number
    readonly accessToken: string
    /** The key that signs. */
    readonly kid: string
    /** Of the holder, for an activation code. */
    readonly codeRequest: string
    /** Wanda's, for a license. */
    readonly request: string
    /** Whether the holder still uses the license was asked, and where it is answered. */
    readonly question: string
    readonly keepDoor: string
    /** A team that went into the customer's own. */
    readonly mergedTeam: string
    /** A file of people the administrator has begun with. */
    readonly list: string
  }
}

const maud: AccountActor = { ...visitor('maud@fenwick.example'), staff: 'owner' }
const holding = 'amaya.holder@harrowvale.example'
const wanda = visitor('wanda@harrowvale.example')
const pekka = visitor('pekka@harrowvale.example', 'Pekka Lahtinen')

/** Opens the shop and lets a customer do one of everything. */
export async function openWorld(connection: Connection): Promise<World> {
  const shop = await withKeys(await openShop(connection))
  planOf(await shop.write(operator, addStaff, { email: maud.name, role: 'owner' }))
  const customer = await newCustomer(shop, 40)
  const assignJob = await assign(shop, customer, holding, 'gone@harrowvale.example')
  const mixedJob = await assign(shop, customer, 'nobody at all')
  const lost = await licenseOf(shop, customer, 'gone@harrowvale.example')
  const revokeJob = await revoke(shop, customer, 'gone@harrowvale.example')
  const { act, token } = await newLink(shop, customer)
  const request = await askForLicense(shop, token)
  const offer = planOf(await shop.write(customer.admin, offerRole, roleForm(customer)))
  const order = planOf(await shop.write(anonymous, placeOrder, orderForm({ company: 'Harrow & Vale Two' })))
  const sold = await shop.sold(orderForm({ company: 'Harrow & Vale Three' }))
  const open = shop.database.db.selectFrom('assignment').where('ended_at', 'is', null)
  const held = await open.select(['id', 'door', 'person_id']).executeTakeFirst()
  const [letter] = await lettersOf(shop, customer)
  const license = await licenseOf(shop, customer, holding)
  const [key] = await shop.rowsOf('signing_key', 'role', 'signing')
  const [organization] = await shop.rowsOf('organization', 'id', customer.organizationId)
  const own = { organizationId: customer.organizationId, licenseId: license }
  const connected = await connectMachine(shop, visitor(holding), own, 'Amaya’s laptop')
  const { userCode, deviceCode } = await waiting(shop, 'Amaya’s desktop')
  const codeRequest = await askForCode(shop, customer, license)
  const tokenForm = { id: randomUUID(), name: 'Rota', role: 'administrator' }
  const apiToken = planOf(
    await shop.write(customer.admin, createToken, { ...tokenForm, organizationId: customer.organizationId }),
  )
  const emptyTeam = (await newTeam(shop, customer, 0)).teamId
  const view = { page: 'licenses', name: 'Idle', query: 'status=idle' }
  const { organizationId } = customer
  planOf(await shop.write(customer.admin, saveView, { ...view, organizationId }))
  const rivals = await newCustomer(shop, 3)
  const rival = await actorWith(shop, rivals.organizationId, {
    ...{ address: 'rival@kelso.example', name: 'Rival', role: 'administrator' },
  })
  return {
    ...{ shop, customer, slug: String(organization?.slug), rivals, rival },
    ...{ holder: visitor(holding), owner: maud },
    ids: {
      ...{
        userCode,
        deviceCode,
        activation: connected.activationId,
        accessToken: connected.token,
        lost,
        emptyTeam,
      },
      ...{ license, assignment: String(held?.id), door: String(held?.door), assignJob, mixedJob, revokeJob },
      person: String(held?.person_id),
      ...{ link: act.id, token, offer: offer.id, order: order.id, orderToken: order.token },
      ...{ claim: sold.claim, letter: letter?.id ?? '', kid: String(key?.kid), codeRequest, request },
      apiToken: apiToken.id,
      ...(await askHolder(shop, customer, license)),
      mergedTeam: await mergeOne(shop, customer),
      list: await keepList(shop, customer),
    },
  }
}

/** Lets Wanda ask for a license. */
async function askForLicense(shop: Shop, token: string): Promise<string> {
  const asking = { token, address: wanda.name, note: 'I start on Monday' }
  planOf(await shop.write(wanda, askAdministrator, asking))
  const [request] = await shop.rowsOf('license_request', 'address', wanda.name)
  return String(request?.id)
}

/** Lets the holder ask for an activation code, where codes are had by asking. */
async function askForCode(
  shop: Shop,
  { organizationId, admin }: Customer,
  licenseId: string,
): Promise<string> {
  planOf(await shop.write(admin, changeCodePolicy, { organizationId, policy: 'ask' }))
  const asked = { organizationId, licenseId, id: randomUUID(), reason: 'No network in the cellar' }
  return planOf(await shop.write(visitor(holding), requestCode, asked)).id
}

/** Keeps a file of one person for the administrator. */
async function keepList(shop: Shop, { organizationId, admin }: Customer): Promise<string> {
  const file = { id: randomUUID(), name: 'staff.csv', content: Buffer.from('kept@harrowvale.example') }
  return planOf(await shop.write(admin, keepPeopleFile, { organizationId, ...file })).id
}

/** Asks whether the holder still uses the license. */
async function askHolder(shop: Shop, { organizationId, admin }: Customer, licenseId: string) {
  planOf(await shop.write(admin, askToKeep, { organizationId, selection: these(licenseId), preview: false }))
  const [asked] = await shop.rowsOf('keep_question', 'organization_id', organizationId)
  return { question: String(asked?.id), keepDoor: String(asked?.door) }
}

/** Makes a team and lets it go into the customer's first. */
async function mergeOne(shop: Shop, { organizationId, teamId, admin }: Customer): Promise<string> {
  const form = { organizationId, id: randomUUID(), name: 'Short-lived' }
  const made = planOf(await shop.write(admin, createTeam, form))
  const merge = { organizationId, teamId: made.teamId, intoTeamId: teamId, jobId: randomUUID() }
  planOf(await shop.write(admin, mergeTeams, { ...merge, preview: false }))
  return String(made.teamId)
}

const roleForm = ({ organizationId }: Customer, email = 'pekka@harrowvale.example') => ({
  ...{ organizationId, id: randomUUID(), email, name: 'Pekka Lahtinen', role: 'administrator' },
})

type Trials<Functions> = { readonly [Name in keyof Functions]: (world: World) => Trial }

const byAdmin =
  (request: (world: World) => Trial['request']) =>
  (world: World): Trial => ({
    actor: world.customer.admin,
    request: { organizationId: world.customer.organizationId, ...request(world) },
  })

const byOwner =
  (request: (world: World) => Trial['request']) =>
  (world: World): Trial => ({ actor: world.owner, request: request(world) })

const byAnybody =
  (request: (world: World) => Trial['request']) =>
  (world: World): Trial => ({ actor: anonymous, request: request(world) })

const byHolder =
  (request: (world: World) => Trial['request']) =>
  (world: World): Trial => ({ actor: world.holder, request: request(world) })

const byOperator = (): Trial => ({ actor: operator, request: {} })

/** A customer small enough to have every one of its texts tried. */
const movingIn = {
  version: 1,
  organization: {
    ...{ code: 7_100_001, name: 'Kelso Weavers', country: 'GB', timeZone: 'Europe/London', locale: 'en-GB' },
  },
  teams: [{ id: 2_300_001, name: 'Dye house' }],
  people: [{ email: 'edda@kelso.example', firstName: 'Edda', lastName: 'Marsh', account: { name: 'Edda' } }],
  licenses: [
    {
      ...{ licenseId: 'KELSO00001', product: 'LOOM', team: 2_300_001, startsOn: '2026-01-01' },
      ...{ validUntil: '2026-12-31', packRef: '0126/KELSO', unitPrice: '189', domain: 'kelso.example' },
      assignee: { type: 'USER', email: 'edda@kelso.example', assignedOn: '2026-01-02' },
    },
  ],
}

const onLink = byAdmin(({ ids }) => ({ id: ids.link, ...openTerms, domains: 'harrowvale.example' }))

/** One request for every operation there is; an operation without one does not compile. */
export const operationTrials: Trials<typeof operations> = {
  answerKeepQuestion: byAnybody(({ ids }) => ({
    ...{ door: ids.keepDoor, questionId: ids.question, answer: 'given_back' },
  })),
  askPeople: byAdmin(({ ids }) => ({
    people: { kind: 'these', personIds: [ids.person] },
    preview: false,
  })),
  askToKeep: byAdmin(({ ids }) => ({ selection: these(ids.license), preview: false })),
  changeEndDay: byAdmin(({ ids }) => ({ licenseId: ids.license, endsOn: '2027-01-12' })),
  freeOnDay: byOwner(() => ({})),
  reassignLicenses: byAdmin(({ ids }) => ({
    ...{ personId: ids.person, licenses: [ids.license], jobId: randomUUID(), preview: false },
    to: { email: 'newcomer@harrowvale.example', name: 'Noor El-Sayed' },
  })),
  remindOfEnds: byOwner(() => ({})),
  revokePeople: byAdmin(({ ids }) => ({
    ...{ people: { kind: 'these', personIds: [ids.person] }, jobId: randomUUID(), preview: false },
  })),
  settleKeepQuestions: byOwner(() => ({})),
  withdrawKeepQuestions: byAdmin(({ ids }) => ({ questions: [ids.question] })),
  resendLetter: byOwner(({ ids }) => ({ letterId: ids.letter })),
  changeProfile: byHolder(() => ({
    ...{ name: 'Amaya', locale: 'de', theme: 'dark', density: 'compact', shortcuts: true },
  })),
  askAdministrator: byAnybody(({ ids }) => ({
    ...{ token: ids.token, address: 'noor@harrowvale.example', note: 'Please' },
  })),
  approveRequests: byAdmin(({ ids }) => ({ ids: [ids.request], jobId: randomUUID(), preview: false })),
  declineRequests: byAdmin(({ ids }) => ({ ids: [ids.request], note: 'Not this year' })),
  withdrawRequest: ({ customer, ids }) => ({
    actor: wanda,
    request: { organizationId: customer.organizationId, id: ids.request },
  }),
  askLicenseBack: ({ customer, ids }) => ({
    actor: visitor('gone@harrowvale.example'),
    request: { organizationId: customer.organizationId, licenseId: ids.lost, note: 'For the trade fair' },
  }),
  assignLicense: byAdmin(({ customer }) => ({
    license: { teamId: customer.teamId, productCode: 'LOOM' },
    contact: { email: 'cleo@harrowvale.example', firstName: 'Cleo', lastName: 'Marsh' },
    ...{ sendEmail: true, includeOfflineActivationCode: true },
  })),
  assignPeopleFile: byAdmin(({ customer, ids }) => ({
    ...{ id: ids.list, headings: { abteilung: 'team' } },
    assign: {
      ...{ teamId: customer.teamId, productCode: 'LOOM', rows: rowsOf('bill@harrowvale.example') },
      ...{ cameBy: 'list', jobId: randomUUID() },
    },
  })),
  assignMany: byAdmin(({ customer }) => ({
    ...{ teamId: customer.teamId, productCode: 'LOOM', preview: false },
    ...{ contacts: [{ email: 'bea@harrowvale.example', firstName: 'Bea', lastName: 'Bell' }] },
    ...{ sendEmail: true, includeOfflineActivationCode: false },
  })),
  assignPeople: byAdmin(({ customer }) => ({
    ...{ teamId: customer.teamId, productCode: 'LOOM', rows: rowsOf('ben@harrowvale.example') },
    ...{ cameBy: 'list', jobId: randomUUID(), preview: false },
  })),
  answerCodeRequest: byAdmin(({ ids }) => ({ id: ids.codeRequest, answer: 'deny', note: 'Not yet' })),
  changeCodePolicy: byAdmin(() => ({ policy: 'ask' })),
  handOutCodes: byAdmin(({ ids }) => ({ selection: these(ids.license) })),
  requestCode: byHolder(({ customer, ids }) => ({
    ...{ organizationId: customer.organizationId, licenseId: ids.license },
    ...{ id: randomUUID(), reason: 'No network in the cellar' },
  })),
  takeOwnCode: byHolder(({ customer, ids }) => ({
    ...{ organizationId: customer.organizationId, licenseId: ids.license },
  })),
  changeInvitation: onLink,
  pauseInvitation: onLink,
  resumeInvitation: onLink,
  replaceInvitation: onLink,
  undoReplaceInvitation: onLink,
  changePeopleFile: byAdmin(({ ids }) => ({ id: ids.list, reading: { pool: 'LOOM 1' }, fixes: {} })),
  forgetPeopleFile: byAdmin(({ ids }) => ({ id: ids.list })),
  keepPeopleFile: byAdmin(() => ({
    ...{ id: randomUUID(), name: 'staff.csv', content: Buffer.from('a@harrowvale.example') },
  })),
  connectLicenses: byHolder(() => ({})),
  chooseColumns: byAdmin(() => ({ page: 'licenses', columns: ['person', 'product'] })),
  saveView: byAdmin(() => ({ page: 'licenses', name: 'Platform', query: 'team=1' })),
  renameView: byAdmin(() => ({ page: 'licenses', slug: 'idle', name: 'Leavers' })),
  deleteView: byAdmin(() => ({ page: 'licenses', slug: 'idle' })),
  createInvitation: byAdmin(({ customer }) => ({
    ...{ id: randomUUID(), teamId: customer.teamId, productCode: 'LOOM' },
    ...{ ...openTerms, cap: '5', endsOn: '2026-12-01', domains: 'harrowvale.example' },
  })),
  deleteAccount: byHolder(() => ({})),
  deleteTeam: byAdmin(({ ids }) => ({ teamId: ids.emptyTeam })),
  mergeTeams: byAdmin(({ customer, ids }) => ({
    ...{ teamId: ids.emptyTeam, intoTeamId: customer.teamId, jobId: randomUUID(), preview: false },
  })),
  moveLicenses: byAdmin(({ ids }) => ({
    what: { kind: 'selection', selection: these(ids.license) },
    ...{ to: { name: 'Mobile' }, jobId: randomUUID(), preview: false },
  })),
  exportPeople: byAdmin(() => ({ filter: {}, format: 'csv' })),
  exportLicenses: byAdmin(({ ids }) => ({ selection: these(ids.license), format: 'csv' })),
  importOrganization: () => ({ actor: operator, request: { file: movingIn, dryRun: false } }),
  remindPeople: byAdmin(({ ids }) => ({
    ...{ selection: these(ids.license), jobId: randomUUID(), preview: false },
  })),
  resendAnnouncement: byAdmin(({ ids }) => ({ assignmentId: ids.assignment })),
  returnLicense: ({ customer, holder, ids }) => ({
    actor: holder,
    request: { organizationId: customer.organizationId, licenseId: ids.license },
  }),
  revokeHeld: byAdmin(({ ids }) => ({ held: { licenseId: ids.license } })),
  revokeLicenses: byAdmin(({ ids }) => ({
    ...{ selection: these(ids.license), jobId: randomUUID(), preview: false },
  })),
  sendDigests: byOwner(() => ({})),
  sendReminders: byOwner(() => ({})),
  sendLettersNow: byAdmin(({ ids }) => ({ jobId: ids.assignJob })),
  switchLetter: byAdmin(() => ({ kind: 'daily_digest', whose: 'own', state: 'off' })),
  takeLicense: ({ ids }) => ({
    actor: pekka,
    request: { token: ids.token, address: 'pekka@harrowvale.example' },
  }),
  retryJob: byAdmin(({ ids }) => ({ jobId: ids.mixedJob, newJobId: randomUUID() })),
  stopJob: byAdmin(({ ids }) => ({ jobId: ids.assignJob })),
  undoJob: byAdmin(({ ids }) => ({ jobId: ids.revokeJob })),
  acceptRole: ({ customer, ids }) => ({
    actor: pekka,
    request: { organizationId: customer.organizationId, id: ids.offer },
  }),
  changeApi: byAdmin(() => ({ state: 'on' })),
  createToken: byAdmin(({ customer }) => ({
    ...{ id: randomUUID(), name: 'Nightly sync', role: 'viewer', teamId: customer.teamId },
  })),
  revokeToken: byAdmin(({ ids }) => ({ id: ids.apiToken })),
  rotateToken: byAdmin(({ ids }) => ({ id: ids.apiToken, since: '2026-11-02T09:00:00.000Z' })),
  addStaff: byOwner(() => ({ email: 'ravi@fenwick.example', name: 'Ravi Menon', role: 'staff' })),
  changeVendorSettings: byOwner(() => ({
    ...{ name: 'Fenwick Tools', country: 'GB', timeZone: 'Europe/London', locale: 'en-GB' },
    ...{ replyTo: 'sales@fenwick.example', invoiceRelease: 'confirm', invoiceDays: '30' },
    ...{ undoMinutes: '10', letterMinutes: '2', coolDownDays: '0' },
    ...{ graceDays: '7', checkHours: '24', offlineDays: '30', machines: '3' },
  })),
  leaveRole: ({ customer, ids }) => ({
    actor: pekka,
    request: { organizationId: customer.organizationId, id: ids.offer },
  }),
  makeSetupKey: byOperator,
  markDemo: byOperator,
  offerRole: ({ customer }) => ({
    actor: customer.admin,
    request: roleForm(customer, 'noor@harrowvale.example'),
  }),
  createTeam: byAdmin(() => ({ id: randomUUID(), name: 'Research' })),
  renameTeam: byAdmin(({ ids }) => ({ teamId: ids.emptyTeam, name: 'Research' })),
  removeStaff: byOwner(() => ({ addressKey: 'ravi@fenwick.example' })),
  takeBackRole: byAdmin(({ ids }) => ({ id: ids.offer })),
  addPack: byOwner(() => ({ id: randomUUID(), name: 'Both', members: ['LOOM', 'FERR'] })),
  addProduct: byOwner(() => ({ id: randomUUID(), name: 'Warper', code: '' })),
  addRelease: byOwner(() => ({ code: 'LOOM', version: '6.3', releasedOn: '2026-11-01' })),
  changeProduct: byOwner(() => ({
    code: 'ALL',
    name: 'All-products pack',
    archived: false,
    members: ['LOOM'],
  })),
  finishSetup: byAnybody(() => ({ key: randomIds.token() })),
  saveSetupStep: byAnybody(() => ({
    ...{ key: randomIds.token(), step: 'you', typed: { name: 'Margit', email: 'margit@fenwick.example' } },
  })),
  setPrice: byOwner(() => ({
    ...{ code: 'LOOM', term: 'year', price: '189', continuity: 'on' },
    ...{ yearTwoPercent: '20', yearThreePercent: '40' },
  })),
  acceptClaim: ({ ids }) => ({ actor: anonymous, request: { token: ids.claim } }),
  buyForOrganization: ({ customer }) => ({
    actor: customer.admin,
    request: { ...buyForm(customer.organizationId), newTeamName: 'Mobile', poNumber: 'PO 7' },
  }),
  cancelOrder: byOwner(({ ids }) => ({ id: ids.order, note: 'Sold out' })),
  confirmOrder: byOwner(({ ids }) => ({ id: ids.order })),
  placeOrder: byAnybody(() => ({
    ...orderForm(),
    vatId: 'GB123456789',
    poNumber: 'PO 8',
    managerEmail: 'm@hv.example',
  })),
  recordPayment: byOwner(({ ids }) => ({ id: ids.order, note: 'bank' })),
  sellByHand: byOwner(({ customer: { organizationId } }) => ({
    ...handSale({ kind: 'known', organizationId, newTeamName: 'Night shift', email: 'n@harrowvale.example' }),
    ...{ unitPrice: '150', poNumber: 'PO 9' },
  })),
  sendFreshClaim: byAnybody(({ ids }) => ({ claim: ids.claim })),
  mailCodes: byAdmin(({ ids }) => ({ selection: these(ids.license), jobId: randomUUID() })),
  makeTestCode: byOwner(() => ({ productCode: 'LOOM' })),
  approveDevice: byHolder(({ customer, ids }) => ({
    ...{ userCode: ids.userCode, organizationId: customer.organizationId, licenseId: ids.license },
  })),
  authorizeDevice: byAnybody(() => ({ ...copyOn('Amaya’s tablet') })),
  checkActivations: byAnybody(({ ids }) => ({
    checks: [{ token: ids.accessToken, product: 'LOOM', release: '6.2.1' }],
  })),
  denyDevice: byHolder(({ ids }) => ({ userCode: ids.userCode })),
  lookUpDevice: byHolder(({ ids }) => ({ userCode: ids.userCode, source: 'here' })),
  redeemDevice: byAnybody(({ ids }) => ({ deviceCode: ids.deviceCode, productCode: 'LOOM' })),
  releaseActivation: byAnybody(({ ids }) => ({ token: ids.accessToken })),
  signOutMachine: byHolder(({ customer, ids }) => ({
    ...{ organizationId: customer.organizationId, activationId: ids.activation },
  })),
  takeForDevice: ({ customer, ids }) => ({
    actor: pekka,
    request: {
      ...{ userCode: ids.userCode, organizationId: customer.organizationId, invitationId: ids.link },
      address: 'pekka@harrowvale.example',
    },
  }),
  backUpKeys: byOwner(() => ({ passphrase: 'nine brass bobbins', again: 'nine brass bobbins' })),
  ensureKeys: byOperator,
  installKey: byOwner(() => ({ statement: 'e30.e30.e30' })),
  requestKey: byOwner(() => ({})),
  retireKey: byOwner(({ ids }) => ({ kid: ids.kid, at: '2026-12-01' })),
  renewCodes: byOwner(() => ({})),
  revokeMany: byAdmin(({ ids }) => ({
    sought: { licenseIds: [ids.license, ids.lost] },
    preview: false,
  })),
  rotateKey: byOwner(({ ids }) => ({ replaces: ids.kid })),
  takeRootOffline: byOwner(() => ({})),
}

const bySlug = ({ customer, slug }: World): Trial => ({
  actor: customer.admin,
  request: { slug, team: null, page: 1 },
})
const bySystem = byOwner(() => ({}))
const list = { page: 1, perPage: 20 }

/** One query for every view there is. */
export const viewTrials: Trials<typeof views> = {
  keepDoor: byAnybody(({ ids }) => ({ door: ids.keepDoor })),
  keepQuestions: byAdmin(() => ({ state: 'open', ...list })),
  whoHolds: byAdmin(() => ({ addressKeys: [holding] })),
  wholePerson: byAdmin(({ ids }) => ({ personId: ids.person })),
  handOutProgress: byAdmin(() => ({ productCode: 'LOOM' })),
  idleSpread: byAdmin(() => ({ productCode: 'LOOM' })),
  seatHistory: byAdmin(() => ({ productCode: 'LOOM', from: '2026-10-01', to: '2026-11-30' })),
  activityList: byAdmin(({ ids }) => ({ licenseId: ids.license, perPage: 20 })),
  activityPage: byAdmin(({ ids }) => ({ personId: ids.person, search: 'Ines', perPage: 20 })),
  eventsPage: byAdmin(({ ids }) => ({
    ...{ from: '2026-11-01', to: '2026-11-30T12:00:00Z', what: 'license_assigned', actor: 'Ines Okafor' },
    ...{ licenseId: ids.license, personId: ids.person, before: ids.link, ...list },
  })),
  endedLicense: ({ customer, ids }) => ({
    actor: visitor('gone@harrowvale.example'),
    request: { organizationId: customer.organizationId, licenseId: ids.lost },
  }),
  codeList: byAdmin(({ ids }) => ({ selection: { kind: 'these', licenseIds: [ids.license] }, ...list })),
  codePolicy: byAdmin(() => ({})),
  codeRequestPage: byAdmin(({ ids }) => ({ id: ids.codeRequest })),
  codeRequestsPage: byAdmin(() => ({})),
  requestPage: byAdmin(({ ids }) => ({ id: ids.request })),
  requestsPage: byAdmin(() => ({ state: 'open', productCode: 'LOOM', days: 0, seat: 'free', ...list })),
  jobCodes: byAdmin(({ ids }) => ({ jobId: ids.revokeJob })),
  outstandingCodes: byAdmin(({ ids }) => ({ licenseId: ids.license })),
  ownCode: byHolder(({ customer, ids }) => ({
    ...{ organizationId: customer.organizationId, licenseId: ids.license },
  })),
  selectionCodes: byAdmin(({ ids }) => ({ selection: these(ids.license) })),
  connectChoices: byHolder(() => ({ productCode: 'LOOM' })),
  licenseMachines: byAdmin(({ ids }) => ({ licenseId: ids.license })),
  letterPage: byOwner(({ ids }) => ({ letterId: ids.letter })),
  mailPage: byOwner(() => ({ state: 'waiting', search: 'harrow', from: '' })),
  ownProfile: byHolder(() => ({})),
  administratorsPage: bySlug,
  installation: bySystem,
  meFrame: byHolder(() => ({})),
  organizationBySlug: bySlug,
  organizationFrame: bySlug,
  organizationsToBuyFor: byAdmin(() => ({})),
  roleOfferDoor: ({ customer, ids }) => ({
    actor: pekka,
    request: { organizationId: customer.organizationId, id: ids.offer },
  }),
  roleOffers: () => ({ actor: pekka, request: {} }),
  tokensPage: byAdmin(({ customer }) => ({ teamId: customer.teamId })),
  rootFrame: byHolder(() => ({})),
  tokenInfo: bySystem,
  vendorCustomer: byOwner(({ customer }) => ({ id: customer.organizationId })),
  vendorCustomers: byOwner(() => ({ search: 'harrow', page: 1 })),
  vendorFrame: bySystem,
  vendorSettings: bySystem,
  vendorStaff: bySystem,
  packableProducts: bySystem,
  productList: byAnybody(() => ({ plugins: false })),
  setupPage: byAnybody(() => ({ key: randomIds.token(), step: 'you', acceptLanguage: 'de' })),
  shopFront: byAnybody(() => ({})),
  shopProduct: byAnybody(() => ({ slug: 'loomwright' })),
  vendorProduct: byOwner(() => ({ code: 'LOOM' })),
  vendorProducts: bySystem,
  claimDoor: byAnybody(({ ids }) => ({ token: ids.claim })),
  orderDoor: byAnybody(({ ids }) => ({ token: ids.orderToken })),
  organizationOrders: bySlug,
  vendorHome: bySystem,
  vendorOrder: byOwner(({ ids }) => ({ id: ids.order })),
  vendorOrders: byOwner(() => ({ search: 'harrow', state: 'waiting', payment: 'unpaid', page: 1 })),
  accountLicense: byAdmin(({ ids }) => ({ licenseId: ids.license })),
  accountLicenses: byAdmin(() => ({
    filter: { productCode: 'LOOM', assigned: true, assigneeEmail: 'amaya@harrowvale.example' },
    ...list,
  })),
  assignmentDoor: byAnybody(({ ids }) => ({ door: ids.door })),
  invitationDoor: byAnybody(({ ids }) => ({ token: ids.token, address: 'noor@harrowvale.example' })),
  invitationPage: byAdmin(({ ids }) => ({
    id: ids.link,
    publicOrigin: 'https://licenses.fenwick.example',
  })),
  invitationsPage: byAdmin(() => ({})),
  jobPage: byAdmin(({ ids }) => ({ jobId: ids.assignJob, outcome: 'done', ...list })),
  jobsPage: byAdmin(() => ({})),
  licenseFallback: byAdmin(({ ids }) => ({ licenseId: ids.license })),
  endedTeam: ({ customer, slug, ids }) => ({
    actor: customer.admin,
    request: { slug, team: ids.mergedTeam },
  }),
  moveChoice: byAdmin(({ ids }) => ({ selection: these(ids.license) })),
  teamPage: byAdmin(({ customer }) => ({ teamId: customer.teamId })),
  teamsPage: byAdmin(() => ({ outdated: true })),
  licenseList: byAdmin(({ ids }) => ({ selection: these(ids.license), perPage: 20 })),
  licenseListSize: byAdmin(({ ids }) => ({ selection: these(ids.license) })),
  letterOutlooks: byAdmin(({ ids }) => ({ licenseId: ids.license })),
  lettersPage: byAdmin(() => ({})),
  licensePanel: byAdmin(({ ids }) => ({ licenseId: ids.license })),
  licensePlace: bySlug,
  listLook: byAdmin(() => ({ page: 'licenses' })),
  licensesPage: byAdmin(({ ids }) => ({
    filter: {
      ...{ search: 'amaya', products: ['LOOM'], jobId: ids.assignJob, status: ['idle', 'connected'] },
      ...{ renews: { from: '2026-11-02', to: '2027-11-02' }, until: { to: '2027-11-02' }, came: ['list'] },
      ...{ days: { idle: 60, never: 14 }, domains: ['harrowvale.example'], code: ['yes'] },
    },
    ...{ alsoJob: ids.assignJob, sort: 'position', descending: false, ...list },
  })),
  organizationDomains: byAdmin(() => ({})),
  organizationHome: byAdmin(() => ({ today: dateFrom('2026-11-02') })),
  ownLicenses: byHolder(() => ({})),
  keySet: byAnybody(() => ({})),
  keysPage: bySystem,
  peopleFile: byAdmin(({ ids }) => ({ id: ids.list })),
  peopleFiles: byAdmin(() => ({})),
  peopleList: byAdmin(() => ({ filter: { search: 'amaya' }, perPage: 20 })),
  peoplePage: byAdmin(() => ({ filter: { search: 'amaya', products: ['LOOM'] }, sort: 'used', ...list })),
  personPage: byAdmin(({ ids }) => ({ personId: ids.person })),
  placePermission: byAdmin(() => ({ right: 'licenses.assign' })),
  devStart: bySystem,
  inspectCode: byOwner(() => ({ text: 'No code.', product: 'LOOM', release: '6.2', day: '2026-11-02' })),
  simulatorPage: byOwner(({ ids }) => ({
    ...{ product: 'LOOM', license: ids.license },
    typed: {
      kind: 'online',
      start: '2026-01-01',
      paid: '2026-12-31',
      releases: '6.2 2026-02-01',
      day: '2026-05-05',
    },
  })),
  productCalls: byOwner(() => ({ product: 'LOOM', answer: 'answered', search: 'AB', from: '', perPage: 20 })),
}

/** Fields whose words the pages find themselves, and the rows of a list, which come from its reader. */
const notSent = ['kind', 'cameBy', 'publicOrigin', 'alsoJob', 'today', 'rows', 'source']

/** Every place of a text in a request, and the request with another text there. */
export function spoilings(request: Trial['request'], bad: string) {
  return textsIn(request).map((path) => ({
    field: String(path.findLast((step) => typeof step === 'string')),
    request: changed(request, path, bad) as Trial['request'],
  }))
}

type Path = readonly (string | number)[]

function textsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  const steps = Array.isArray(value)
    ? value.map((one, index) => [index, one] as const)
    : Object.entries(value)
  return steps
    .filter(([step]) => !notSent.includes(String(step)))
    .flatMap(([step, one]) => textsIn(one, [...path, step]))
}

function changed(value: unknown, [step, ...rest]: Path, bad: string): unknown {
  if (step === undefined) return bad
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? changed(one, rest, bad) : one))
  const fields = value as Record<string, unknown>
  return { ...fields, [step]: changed(fields[step], rest, bad) }
}
