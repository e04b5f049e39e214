import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AssignWorld, openAssignWorld } from '../testing/assign-world.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { dump } from '../testing/story.ts'

// The rows of the contract that are about assigning: what is sent, and the answer to the byte.

let place: TestDatabase
let world: AssignWorld

beforeAll(async () => {
  place = await freshDatabase()
  world = await openAssignWorld(place.connection)
})

afterAll(async () => {
  await world.close()
  await place.drop()
})

type Who = keyof AssignWorld['callers']
type Sent = Readonly<Record<string, unknown>>
type Row = readonly [
  what: string,
  who: Who,
  sent: (w: AssignWorld) => Sent,
  answer: (w: AssignWorld) => unknown,
]

const anna = { email: 'anna.lee@harrowvale.example', firstName: 'Anna', lastName: 'Lee' }
const silent = { contact: anna, sendEmail: false, includeOfflineActivationCode: false }
const byId = (licenseId: unknown, more: Sent = {}) => ({ ...silent, licenseId, ...more })
const byTeam = (team: unknown, productCode: unknown = 'LOOM', more: Sent = {}) => ({
  ...{ ...silent, license: { team, productCode } },
  ...more,
})
const said = (status: number, code: string, description: string) => ({ status, code, description })

const assign = (w: AssignWorld, who: Who, body: Sent) =>
  w.api.call('POST', '/customer/licenses/assign', { ...w.callers[who], body })

/** Each row is refused with exactly these bytes, and leaves nothing behind. */
async function expectRefused([, who, sent, answer]: Row): Promise<void> {
  const before = await dump(world.story, 'attempt', 'api_token')
  const { status, text } = await assign(world, who, sent(world))
  const { status: wanted, code, description } = answer(world) as ReturnType<typeof said>
  expect([status, text]).toEqual([wanted, JSON.stringify({ code, description })])
  expect(await dump(world.story, 'attempt', 'api_token')).toEqual(before)
}

const mismatch = (w: AssignWorld, teamId = w.looms.teamId) =>
  said(403, 'TEAM_MISMATCH', `Token was generated for team with id ${teamId}`)
const missingEdit = (w: AssignWorld, { teamId } = w.looms) =>
  said(
    403,
    'INSUFFICIENT_PERMISSIONS',
    `Missing Edit permission on customer ${w.looms.organizationId} or on team with id ${teamId}`,
  )

describe('who may assign (account-api.md 1.5, 1.7)', () => {
  const rows: readonly Row[] = [
    [
      'a team administrator on a license of another team',
      'teamAdmin',
      (w) => byId(w.licenses.dyes),
      mismatch,
    ],
    ['a team viewer on a license of another team', 'teamViewer', (w) => byId(w.licenses.dyes), mismatch],
    ['a team administrator on another team', 'teamAdmin', (w) => byTeam(w.dyes.teamId), mismatch],
    ['a team viewer on another team', 'teamViewer', (w) => byTeam(w.dyes.teamId), mismatch],
    [
      'the other team on a license of this one',
      'dyesAdmin',
      (w) => byId(w.licenses.allocated),
      (w) => mismatch(w, w.dyes.teamId),
    ],
    ['a team viewer by license', 'teamViewer', (w) => byId(w.licenses.allocated), missingEdit],
    ['a team viewer by team', 'teamViewer', (w) => byTeam(w.looms.teamId), missingEdit],
    ['a viewer by license', 'viewer', (w) => byId(w.licenses.dyes), (w) => missingEdit(w, w.dyes)],
    ['a viewer by team', 'viewer', (w) => byTeam(w.looms.teamId), missingEdit],
    ['a primary contact by team', 'contact', (w) => byTeam(w.looms.teamId), missingEdit],
  ]
  test.each(rows)('%s is refused', (...row) => expectRefused(row))
})

describe('what is not there (account-api.md 1.5, 1.6)', () => {
  const unknown = (licenseId: string) => () => said(404, 'LICENSE_NOT_FOUND', licenseId)
  const noProduct = (code: string) => () => said(404, 'PRODUCT_NOT_FOUND', code)
  const noTeam = (team: string) => () => said(404, 'TEAM_NOT_FOUND', team)
  const rows: readonly Row[] = [
    ['an unknown license', 'admin', () => byId('ABC1234567'), unknown('ABC1234567')],
    ['an empty license id', 'admin', () => byId(''), unknown('')],
    [
      'a license id in small letters',
      'admin',
      (w) => byId(w.licenses.dyes.toLowerCase()),
      (w) => said(404, 'LICENSE_NOT_FOUND', w.licenses.dyes.toLowerCase()),
    ],
    ['a license id that is a number', 'admin', () => byId(123), unknown('123')],
    ['a license id that is a truth', 'admin', () => byId(true), unknown('true')],
    ['a license id that is no id', 'admin', () => byId('😀 / ../'), unknown('😀 / ../')],
    [
      "another customer's license (O-32)",
      'admin',
      (w) => byId(w.licenses.foreign),
      (w) => said(404, 'LICENSE_NOT_FOUND', w.licenses.foreign),
    ],
    ['an unknown product', 'admin', (w) => byTeam(w.looms.teamId, 'NOPE'), noProduct('NOPE')],
    ['an empty product', 'admin', (w) => byTeam(w.looms.teamId, ''), noProduct('')],
    ['a product that is a number', 'admin', (w) => byTeam(w.looms.teamId, 123), noProduct('123')],
    ['an unknown team', 'admin', () => byTeam(7654321), noTeam('7654321')],
    [
      'a team that ended',
      'admin',
      (w) => byTeam(w.gone.teamId),
      (w) => said(404, 'TEAM_NOT_FOUND', String(w.gone.teamId)),
    ],
    [
      "another customer's team (O-32)",
      'admin',
      (w) => byTeam(w.rivals.teamId),
      (w) => said(404, 'TEAM_NOT_FOUND', String(w.rivals.teamId)),
    ],
    ['no team', 'admin', () => ({ ...silent, license: { productCode: 'LOOM' } }), noTeam('0')],
    ['a team that is null', 'admin', () => byTeam(null), noTeam('0')],
    ['a team that is 0.0', 'admin', () => byTeam(0.0), noTeam('0')],
    ['a team that is almost nothing', 'admin', () => byTeam(4.9e-324), noTeam('0')],
    ['the largest team', 'admin', () => byTeam(2_147_483_647), noTeam('2147483647')],
    ['the smallest team', 'admin', () => byTeam(-2_147_483_648), noTeam('-2147483648')],
    ['product and team, the product first', 'admin', () => byTeam(7654321, 'NOPE'), noProduct('NOPE')],
  ]
  test.each(rows)('%s is a 404 that names it', (...row) => expectRefused(row))
})

describe('what cannot be given (account-api.md 1.5)', () => {
  const unavailable = (why: string) => () => said(400, 'LICENSE_IS_NOT_AVAILABLE_TO_ASSIGN', why)
  const none = (w: AssignWorld, { teamId } = w.empty, product = 'LOOM') =>
    said(
      400,
      'NO_AVAILABLE_LICENSE_TO_ASSIGN',
      `No available license found to assign in the team ${teamId} with product ${product}`,
    )
  const rows: readonly Row[] = [
    ['a license somebody has', 'admin', (w) => byId(w.licenses.allocated), unavailable('ALLOCATED')],
    [
      'the license of the very same person',
      'admin',
      (w) => byId(w.licenses.allocated, { contact: { ...anna, email: 'held@harrowvale.example' } }),
      unavailable('ALLOCATED'),
    ],
    [
      'one somebody has whose time is over',
      'admin',
      (w) => byId(w.licenses.allocatedLapsed),
      unavailable('ALLOCATED'),
    ],
    ['a lapsed license', 'admin', (w) => byId(w.licenses.lapsed), unavailable('EXPIRED_WITHOUT_FALLBACK')],
    ['a license of a server', 'admin', (w) => byId(w.licenses.server), unavailable('NON_PER_USER')],
    ['a lapsed one of a vault', 'admin', (w) => byId(w.licenses.serverLapsed), unavailable('NON_PER_USER')],
    ['a suspended license', 'admin', (w) => byId(w.licenses.suspended), unavailable('SUSPENDED')],
    ['a team without a seat', 'admin', (w) => byTeam(w.empty.teamId), none],
    [
      'a team without a seat, by its administrator',
      'admin',
      (w) => byTeam(w.looms.teamId, 'FERR'),
      (w) => none(w, w.looms, 'FERR'),
    ],
    ['a team whose seats lapsed', 'admin', (w) => byTeam(w.lapsed.teamId), (w) => none(w, w.lapsed)],
  ]
  test.each(rows)('%s is a 400 with the reason', (...row) => expectRefused(row))
})

describe('the contact (account-api.md 1.5, 1.6)', () => {
  const withEmail = (email: unknown) => (w: AssignWorld) =>
    byTeam(w.looms.teamId, 'LOOM', { contact: { ...anna, email } })
  const withName = (name: object) => (w: AssignWorld) =>
    byTeam(w.looms.teamId, 'LOOM', { contact: { ...anna, ...name } })

  const addresses = [
    ...['', '   ', 'plain', 'us er@domain.com', 'user@dom ain.com', '@domain.com', 'user@', 'user@.com'],
    ...['user@domain', 'user@one@two.com', 'user@domain..com', 'us,er@domain.com', 'user@domain.c'],
    ...['user@-domain.com', 'wrong_email#@test', `${'a'.repeat(60)}@${'b'.repeat(39)}.com`],
    ...['anna@dockleafs.com', 'anna@sunsabla.com', 'anna@mailinator.com', 'an\u200bna@domain.com'],
  ]
  test.each(addresses)('the address %j is refused with itself', async (email) => {
    await expectRefused([email, 'admin', withEmail(email), () => said(400, 'INVALID_CONTACT_EMAIL', email)])
  })

  test.each([
    [123, '123'],
    [true, 'true'],
  ])('an address that is %j is refused as the text it is', async (sent, email) => {
    await expectRefused([email, 'admin', withEmail(sent), () => said(400, 'INVALID_CONTACT_EMAIL', email)])
  })

  const names: readonly (readonly [string, object, string])[] = [
    ['an empty first name', { firstName: '' }, "This field can't be empty."],
    ['an empty last name', { lastName: '' }, "This field can't be empty."],
    ['a blank name', { firstName: '   ' }, "This field can't be empty."],
    ['a name of what nobody sees', { lastName: '\u200b\u200b' }, "This field can't be empty."],
    ['a digit', { firstName: 'R2' }, "Sorry, we can't accept digits in this field."],
    ['a number', { lastName: 123 }, "Sorry, we can't accept digits in this field."],
    ['signs', { lastName: 'Special@#$%^&*()' }, "Please, don't use special characters."],
    ['a bell', { firstName: 'An\u0007na' }, "Please, don't use special characters."],
    ['500 letters', { lastName: 'a'.repeat(500) }, 'Value is too long.'],
    ['101 letters', { firstName: 'ж'.repeat(101) }, 'Value is too long.'],
  ]
  test.each(names)('a name with %s is refused in these words', async (what, name, sentence) => {
    await expectRefused([what, 'admin', withName(name), () => said(400, 'INVALID_CONTACT_NAME', sentence)])
  })

  test('is looked at before the license: a wrong address counts more than a license somebody has', async () => {
    const contact = { email: 'nobody', firstName: '', lastName: '7' }
    await expectRefused([
      ...(['', 'admin', (w: AssignWorld) => byId(w.licenses.allocated, { contact })] as const),
      () => said(400, 'INVALID_CONTACT_EMAIL', 'nobody'),
    ])
  })

  test('is looked at after rights: a viewer learns of those alone', async () => {
    const contact = { email: 'nobody', firstName: '', lastName: '7' }
    await expectRefused(['', 'teamViewer', (w) => byId(w.licenses.allocated, { contact }), missingEdit])
  })

  test('has the address told before the first name, and that before the last', async () => {
    const wrong = (email: string, firstName: string, lastName: string) =>
      assign(world, 'admin', byTeam(world.looms.teamId, 'LOOM', { contact: { email, firstName, lastName } }))
    const codes = [
      await wrong('nobody', '', '7'),
      await wrong(anna.email, '', '7'),
      await wrong(anna.email, 'A', '7'),
    ]
    expect(codes.map(({ json }) => json.description)).toEqual([
      ...['nobody', "This field can't be empty.", "Sorry, we can't accept digits in this field."],
    ])
  })
})

describe('a body that says too little (account-api.md 1.6)', () => {
  const missing = '{"code":"MISSING_FIELD","description":"MISSING_FIELD"}'
  const noContact = '{"code":"MISSING_FIELD","description":"Field must be provided"}'
  const neither = '{"code":"MISSING_FIELD","description":"Either licenseId or license must be provided"}'
  const without = (name: string) => {
    const { [name]: _, ...rest }: Sent = byTeam(1)
    return rest
  }
  const contact = (change: object) => byTeam(world.looms.teamId, 'LOOM', { contact: { ...anna, ...change } })
  test.each([
    ['nothing', () => '', missing],
    ['no JSON', () => '{"licenseId":', missing],
    ['a list', () => '[]', missing],
    ['a text', () => '"anna"', missing],
    ['an empty object', () => '{}', noContact],
    ['no contact', () => without('contact'), noContact],
    ['a contact that is null', () => byTeam(1, 'LOOM', { contact: null }), noContact],
    ['an empty contact', () => byTeam(1, 'LOOM', { contact: {} }), missing],
    ['no e-mail', () => contact({ email: undefined }), missing],
    ['an e-mail that is null', () => contact({ email: null }), missing],
    ['no first name', () => contact({ firstName: undefined }), missing],
    ['a first name that is null', () => contact({ firstName: null }), missing],
    ['no last name', () => contact({ lastName: undefined }), missing],
    ['a last name that is null', () => contact({ lastName: null }), missing],
    ['an empty license', () => ({ ...silent, license: {} }), missing],
    ['no product', () => ({ ...silent, license: { team: 1 } }), missing],
    ['a product that is null', () => byTeam(1, null), missing],
    ['neither way', () => silent, neither],
    ['null both ways', () => ({ ...silent, licenseId: null, license: null }), neither],
  ])('%s is a 400 in these words', async (_, sent, body) => {
    const value = sent()
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const answer = await world.api.call('POST', '/customer/licenses/assign', { ...world.callers.admin, text })
    expect([answer.status, answer.text]).toEqual([400, body])
  })

  test.each([
    ['a team outside 32 bits', () => byTeam(2_147_483_648), 'license.team'],
    ['a team beyond all numbers', () => byTeam(1.79e308), 'license.team'],
    ['a team in words', () => byTeam('string_id'), 'license.team'],
    ['a team that is true', () => byTeam(true), 'license.team'],
    ['a contact in words', () => ({ ...silent, licenseId: 'A', contact: 'anna' }), 'contact'],
    ['a license in words', () => ({ ...silent, license: 'A' }), 'license'],
    ['an e-mail that is a list', () => contact({ email: ['anna@harrowvale.example'] }), 'contact.email'],
    ['a license id that is an object', () => byId({}), 'licenseId'],
    ['sendEmail as text', () => byTeam(1, 'LOOM', { sendEmail: 'true' }), 'sendEmail'],
    ['sendEmail as number', () => byTeam(1, 'LOOM', { sendEmail: 1 }), 'sendEmail'],
    [
      'includeOfflineActivationCode as object',
      () => byTeam(1, 'LOOM', { includeOfflineActivationCode: {} }),
      'includeOfflineActivationCode',
    ],
  ])('%s is a 400 that names the field', async (_, sent, field) => {
    const { status, json } = await assign(world, 'admin', sent())
    expect([status, json.code]).toEqual([400, 'INVALID_FIELD'])
    expect(json.description.split(' ')[0]).toBe(field)
  })

  test.each([
    ['licenseId', () => byId('A\0B'), 'licenseId'],
    ['productCode', () => byTeam(1, 'LO\0OM'), 'productCode'],
    ['email', () => contact({ email: 'an\0na@harrowvale.example' }), 'email'],
    ['firstName', () => contact({ firstName: 'Ann\0a' }), 'firstName'],
    ['lastName', () => contact({ lastName: 'L\ud800ee' }), 'lastName'],
  ])('a %s that no database keeps is a 400 that names it (O-57)', async (_, sent, field) => {
    const { status, json } = await assign(world, 'admin', sent())
    expect([status, json.description.split(' ')[0]]).toEqual([400, field])
  })
})
