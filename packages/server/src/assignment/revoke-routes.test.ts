import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, lettersOf, licenseOf, pageOf, undo } from '../testing/acts.ts'
import { mismatch, missingEdit, said, told, type Who } from '../testing/assign-requests.ts'
import { type AssignWorld, openAssignWorld } from '../testing/assign-world.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { type Customer, dump, planOf } from '../testing/story.ts'

// The rows of the contract that are about taking licenses back, and what we decided where it is silent.

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

type Query = Readonly<Record<string, string>>

const revoke = (query: Query | string, who: Who = 'admin', body?: unknown) => {
  const search = typeof query === 'string' ? query : new URLSearchParams(query).toString()
  const path = `/customer/licenses/revoke${search && `?${search}`}`
  return world.api.call('POST', path, { ...world.callers[who], body })
}

let people = 0
/** Somebody new with a license of the team, and the license. */
async function holder(team: Customer = world.looms) {
  people += 1
  const email = `holder.${people}@harrowvale.example`
  await assign(world.story, team, email)
  return { email, licenseId: await licenseOf(world.story, team, email) }
}

/** Gives the same person one more license, as programs may. */
async function another(email: string, team: Customer = world.looms) {
  const licenseId = await world.firstFree(team)
  const contact = { email, firstName: 'Anna', lastName: 'Lee' }
  const body = { licenseId, contact }
  const answer = await world.api.call('POST', '/customer/licenses/assign', { ...world.callers.admin, body })
  expect(answer.status).toBe(200)
  return licenseId
}

const cameBack = (...licenseIds: string[]) => [200, JSON.stringify({ licenseIds: licenseIds.sort() })]
const coolDown = (days: number) =>
  world.story.database.db.updateTable('vendor').set({ cool_down_days: days }).execute()

describe('taking back', () => {
  test('by license answers that one, and it can be given at once', async () => {
    const { licenseId } = await holder()
    expect(told(await revoke({ licenseId }))).toEqual(cameBack(licenseId))
    const { json } = await world.api.call('GET', `/customer/licenses/${licenseId}`, world.callers.admin)
    expect(json).toMatchObject({ licenseId, isAvailableToAssign: true })
    expect(json).not.toHaveProperty('assignee')
    await expectSound(world.story, world.looms)
  })

  test('by license does not look at other parameters, and not at a body', async () => {
    const [one, other] = [await holder(), await holder()]
    const query = { licenseId: one.licenseId, email: other.email, productCode: 'NOPE' }
    expect(told(await revoke(query, 'admin', { licenseId: other.licenseId }))).toEqual(
      cameBack(one.licenseId),
    )
  })

  test('reads a license from the body where the address names none', async () => {
    const { licenseId } = await holder()
    expect(told(await revoke({}, 'admin', { licenseId }))).toEqual(cameBack(licenseId))
  })

  test('by address takes everything somebody holds, in ascending order', async () => {
    const { email, licenseId } = await holder()
    const more = [await another(email), await another(email)]
    expect(told(await revoke({ email: email.toUpperCase() }))).toEqual(cameBack(licenseId, ...more))
    await expectSound(world.story, world.looms)
  })

  test('by address and product takes that product alone', async () => {
    const { email, licenseId } = await holder()
    expect(told(await revoke({ email, productCode: 'FERR' }))).toEqual(cameBack())
    expect(told(await revoke({ email, productCode: 'LOOM' }))).toEqual(cameBack(licenseId))
  })

  test('with a team’s token by address takes what is in that team alone', async () => {
    const { email, licenseId } = await holder()
    const theirs = await another(email, world.dyes)
    expect(told(await revoke({ email }, 'teamAdmin'))).toEqual(cameBack(licenseId))
    expect(told(await revoke({ email }, 'teamAdmin'))).toEqual(cameBack())
    expect(told(await revoke({ email }, 'dyesAdmin'))).toEqual(cameBack(theirs))
  })

  test('takes the word null, as generated clients send it, for nothing', async () => {
    const { email, licenseId } = await holder()
    const query = { licenseId: 'null', email, productCode: 'null' }
    expect(told(await revoke(query))).toEqual(cameBack(licenseId))
  })

  test.each(['nova+tools@harrowvale.example', "o'brien@harrowvale.example"])(
    'by the address %s finds the one person (O-10)',
    async (email) => {
      await assign(world.story, world.looms, email, email.replace('+tools', '').replace("'", ''))
      const licenseId = await licenseOf(world.story, world.looms, email)
      expect(told(await revoke(`email=${encodeURIComponent(email)}`))).toEqual(cameBack(licenseId))
    },
  )

  test('of what nobody holds answers an empty list, so that doing it twice is no error', async () => {
    const { email, licenseId } = await holder()
    await revoke({ licenseId })
    const before = await dump(world.story, 'attempt', 'api_token')
    expect(told(await revoke({ licenseId }))).toEqual(cameBack())
    expect(told(await revoke({ email }))).toEqual(cameBack())
    expect(told(await revoke({ email: 'nobody@harrowvale.example' }))).toEqual(cameBack())
    expect(told(await revoke({ licenseId: world.licenses.suspended }))).toEqual(cameBack())
    expect(await dump(world.story, 'attempt', 'api_token')).toEqual(before)
  })

  test('is a bulk act that can be undone, and the person is told when that is over', async () => {
    const { email, licenseId } = await holder()
    world.story.pass({ minutes: 5 })
    await world.story.database.db
      .updateTable('letter')
      .set({ state: 'sent', sent_at: world.story.now() })
      .execute()
    await revoke({ licenseId })
    const letters = await lettersOf(world.story, world.looms)
    expect(letters.at(-1)).toMatchObject({ kind: 'license_revoked', to_address: email, state: 'waiting' })
    const jobId = letters.at(-1)?.job_id ?? ''
    expect(planOf(await undo(world.story, world.looms, jobId)).restored).toBe(1)
    expect(await licenseOf(world.story, world.looms, email)).toBe(licenseId)
  })

  test('twice at one moment takes back once', async () => {
    const { licenseId } = await holder()
    const answers = await Promise.all(Array.from({ length: 8 }, () => revoke({ licenseId })))
    const took = answers.filter(({ json }) => json.licenseIds.length === 1)
    expect([took.length, answers.every(({ status }) => status === 200)]).toEqual([1, true])
    await expectSound(world.story, world.looms)
  })

  test('with the same Idempotency-Key answers the same again (O-61)', async () => {
    const { licenseId } = await holder()
    const headers = { 'Idempotency-Key': randomUUID() }
    const path = `/customer/licenses/revoke?licenseId=${licenseId}`
    const call = () => world.api.call('POST', path, { ...world.callers.admin, headers })
    expect([told(await call()), told(await call())]).toEqual([cameBack(licenseId), cameBack(licenseId)])
  })
})

describe('within the cool-down', () => {
  const tooSoon = (licenseId: string) =>
    said(400, 'RECENTLY_ASSIGNED_LICENSE_IS_NOT_AVAILABLE_FOR_REVOKE', licenseId)

  test('a license stays, and after it, it comes back', async () => {
    await coolDown(30)
    const { licenseId } = await holder()
    world.story.pass({ days: 30, minutes: -1 })
    expect(told(await revoke({ licenseId }))).toEqual(tooSoon(licenseId))
    world.story.pass({ minutes: 1 })
    expect(told(await revoke({ licenseId }))).toEqual(cameBack(licenseId))
    await coolDown(0)
  })

  test('by address one license given lately stops the whole call', async () => {
    await coolDown(30)
    const { email, licenseId } = await holder()
    world.story.pass({ days: 31 })
    const late = await another(email)
    const before = await dump(world.story, 'attempt', 'api_token')
    expect(told(await revoke({ email }))).toEqual(tooSoon(late))
    expect(await dump(world.story, 'attempt', 'api_token')).toEqual(before)
    world.story.pass({ days: 31 })
    expect(told(await revoke({ email }))).toEqual(cameBack(licenseId, late))
    await coolDown(0)
  })
})

describe('what is refused', () => {
  type Row = readonly [
    what: string,
    who: Who,
    query: (w: AssignWorld) => Query,
    answer: (w: AssignWorld) => unknown,
  ]
  const noLicense = (licenseId: string) => () => said(404, 'LICENSE_NOT_FOUND', licenseId)
  const noEmail = (email: string) => () => said(400, 'INVALID_CONTACT_EMAIL', email)
  const neither = () => said(400, 'MISSING_FIELD', 'Either licenseId or email must be provided')
  const onCustomer = ({ looms }: AssignWorld) =>
    said(403, 'INSUFFICIENT_PERMISSIONS', `Missing Edit permission on customer ${looms.organizationId}`)
  const rows: readonly Row[] = [
    ['nothing at all', 'admin', () => ({}), neither],
    ['a product alone', 'admin', () => ({ productCode: 'LOOM' }), neither],
    ['an empty address', 'admin', () => ({ email: '' }), neither],
    ['an unknown license', 'admin', () => ({ licenseId: 'ABC1234567' }), noLicense('ABC1234567')],
    [
      'an empty license, even with an address',
      'admin',
      () => ({ licenseId: '', email: 'held@harrowvale.example' }),
      noLicense(''),
    ],
    [
      "another customer's license (O-32)",
      'admin',
      (w) => ({ licenseId: w.licenses.foreign }),
      (w) => noLicense(w.licenses.foreign)(),
    ],
    ['what is no address', 'admin', () => ({ email: 'nobody' }), noEmail('nobody')],
    [
      'a plus that came as a space (O-10)',
      'admin',
      () => ({ email: 'a b@harrowvale.example' }),
      noEmail('a b@harrowvale.example'),
    ],
    [
      'an unknown product',
      'admin',
      () => ({ email: 'held@harrowvale.example', productCode: 'NOPE' }),
      () => said(404, 'PRODUCT_NOT_FOUND', 'NOPE'),
    ],
    [
      'a license of a server',
      'admin',
      (w) => ({ licenseId: w.licenses.server }),
      () => said(400, 'LICENSE_IS_NOT_AVAILABLE_FOR_REVOKE', 'NON_PER_USER'),
    ],
    ['a license of another team', 'teamAdmin', (w) => ({ licenseId: w.licenses.dyes }), mismatch],
    [
      'a license of another team, to a viewer',
      'teamViewer',
      (w) => ({ licenseId: w.licenses.dyes }),
      mismatch,
    ],
    ['a team viewer by license', 'teamViewer', (w) => ({ licenseId: w.licenses.allocated }), missingEdit],
    ['a viewer by license', 'viewer', (w) => ({ licenseId: w.licenses.allocated }), missingEdit],
    ['a primary contact by license', 'contact', (w) => ({ licenseId: w.licenses.allocated }), missingEdit],
    ['a team viewer by address', 'teamViewer', () => ({ email: 'held@harrowvale.example' }), missingEdit],
    ['a viewer by address', 'viewer', () => ({ email: 'held@harrowvale.example' }), onCustomer],
    ['a viewer, before the address is read', 'viewer', () => ({ email: 'nobody' }), onCustomer],
  ]

  test.each(rows)('%s', async (_, who, query, answer) => {
    const before = (await pageOf(world.story, world.looms)).seats
    expect(told(await revoke(query(world), who))).toEqual(answer(world))
    expect((await pageOf(world.story, world.looms)).seats).toEqual(before)
  })

  test.each(['licenseId=A%00B', 'email=a%00b@harrowvale.example', 'email=a@b.example&productCode=A%00'])(
    'what no database keeps (%s) is a 400 (O-57)',
    async (query) => {
      expect((await revoke(query)).status).toBe(400)
    },
  )
})
