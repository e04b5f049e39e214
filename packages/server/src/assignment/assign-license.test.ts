import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeCodePolicy } from '../activation/change-code-policy.ts'
import { openApi } from '../testing/account-api.ts'
import { lettersOf } from '../testing/acts.ts'
import { anna, assignAs, byId, byTeam, type Sent, told } from '../testing/assign-requests.ts'
import { type AssignWorld, openAssignWorld } from '../testing/assign-world.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { type Customer, newTeam, openAccount, planOf, visitor } from '../testing/story.ts'

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

let people = 0
/** Somebody nobody has heard of. */
const somebody = (change: object = {}) => {
  people += 1
  return { ...anna, email: `somebody.${people}@harrowvale.example`, ...change }
}

const ask = (sent: Sent) => assignAs(world, 'admin', sent)
const inLooms = (more: Sent = {}) => byTeam(world.looms.teamId, 'LOOM', { contact: somebody(), ...more })

/** Assigns what must succeed and answers the license as the list tells of it. */
async function assigned(sent: Sent) {
  expect(told(await ask(sent))).toEqual([200, ''])
  const { email } = sent.contact as typeof anna
  const query = `assigneeEmail=${encodeURIComponent(email)}`
  const { json } = await world.api.call('GET', `/customer/licenses?${query}`, world.callers.admin)
  return json.at(-1)
}

const listOf = async ({ teamId }: Customer) =>
  (await world.api.call('GET', `/customer/teams/${teamId}/licenses`, world.callers.admin)).json as {
    licenseId: string
    isAvailableToAssign: boolean
  }[]

describe('assigning', () => {
  test('answers 200 with zero bytes, and the license has its person from then on', async () => {
    const licenseId = await world.firstFree(world.looms)
    const contact = somebody({ firstName: 'Roman', lastName: 'Loskutov' })
    const answer = await ask(byId(licenseId, { contact }))
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([200, '', '0'])
    const { json } = await world.api.call('GET', `/customer/licenses/${licenseId}`, world.callers.admin)
    expect(json).toMatchObject({
      licenseId,
      assignee: { name: 'Ro*** Lo******', email: contact.email, type: 'USER' },
      isAvailableToAssign: false,
    })
    expect((await ask(byId(licenseId, { contact: somebody() }))).json.description).toBe('ALLOCATED')
  })

  test('answers 204 where the installation was told to', async () => {
    const api = await openApi(world.story, { API_ASSIGN_STATUS: '204' })
    const answer = await api.call('POST', '/customer/licenses/assign', {
      ...world.callers.admin,
      body: inLooms(),
    })
    await api.close()
    expect(told(answer)).toEqual([204, ''])
  })

  test('may be done by the team’s own administrator', async () => {
    expect(told(await assignAs(world, 'teamAdmin', inLooms()))).toEqual([200, ''])
    const licenseId = await world.firstFree(world.looms)
    expect(told(await assignAs(world, 'teamAdmin', byId(licenseId, { contact: somebody() })))).toEqual([
      200,
      '',
    ])
  })

  test.each([
    ['license by team and product', () => inLooms()],
    ['unknown fields', () => inLooms({ note: 'x', contact: somebody({ phone: '1' }) })],
    ['neither flag', () => inLooms({ sendEmail: undefined, includeOfflineActivationCode: undefined })],
    ['flags that are null', () => inLooms({ sendEmail: null, includeOfflineActivationCode: null })],
    [
      'a team written as text',
      () => ({ ...inLooms(), license: { team: String(world.looms.teamId), productCode: 'LOOM' } }),
    ],
    [
      'a team with a fraction',
      () => ({ ...inLooms(), license: { team: world.looms.teamId + 0.5, productCode: 'LOOM' } }),
    ],
    [
      'a name in two words, marks and all',
      () => inLooms({ contact: somebody({ firstName: 'Dr. Zoë-Ann', lastName: "O'Neill Ñandú" }) }),
    ],
    [
      'a name in another script',
      () => inLooms({ contact: somebody({ firstName: '株式', lastName: 'Жанна' }) }),
    ],
    ['an ordinary domain', () => inLooms({ contact: somebody({ email: `${randomUUID()}@fresec.com` }) })],
    ['a domain of tests', () => inLooms({ contact: somebody({ email: 'anna@jetbrains-test.com' }) })],
    ['a large mail provider', () => inLooms({ contact: somebody({ email: 'anna.lee@gmail.com' }) })],
  ])('takes %s', async (_, sent) => {
    expect(told(await ask(sent()))).toEqual([200, ''])
  })

  test.each(['text/plain', 'application/xml', ''])('does not mind the Content-Type %j', async (type) => {
    const text = JSON.stringify(inLooms())
    const headers = { 'Content-Type': type }
    const answer = await world.api.call('POST', '/customer/licenses/assign', {
      ...world.callers.admin,
      text,
      headers,
    })
    expect(told(answer)).toEqual([200, ''])
  })

  test.each([
    ['another team', () => ({ license: { team: world.dyes.teamId, productCode: 'LOOM' } })],
    ['an unknown team and product', () => ({ license: { team: 1, productCode: 'NOPE' } })],
    ['an empty object', () => ({ license: {} })],
    ['what is no object', () => ({ license: 'LOOM' })],
  ])('by id does not look at `license`, even at %s', async (_, license) => {
    const licenseId = await world.firstFree(world.looms)
    const contact = somebody()
    expect(await assigned(byId(licenseId, { contact, ...license() }))).toMatchObject({ licenseId })
  })

  test('by team gives the first license that the list calls available', async () => {
    const first = (await listOf(world.looms)).find((license) => license.isAvailableToAssign)
    expect(await assigned(inLooms())).toMatchObject({ licenseId: first?.licenseId })
  })

  test('gives a lapsed license that keeps a release, by team and by id, and its letter knows', async () => {
    const available = (await listOf(world.kept)).filter((license) => license.isAvailableToAssign)
    expect(available).toHaveLength(2)
    const contact = somebody()
    expect(await assigned(byTeam(world.kept.teamId, 'LOOM', { contact }))).toMatchObject({
      licenseId: available[0]?.licenseId,
    })
    const other = somebody()
    const sent = byId(available[1]?.licenseId, { contact: other, sendEmail: true })
    expect(told(await ask(sent))).toEqual([200, ''])
    const letters = await lettersOf(world.story, world.kept)
    expect(letters.filter((letter) => letter.to_address === other.email)).toMatchObject([
      { facts: { lapsed: true } },
    ])
    expect((await listOf(world.lapsed)).some((license) => license.isAvailableToAssign)).toBe(false)
  })

  test('gives a person a second license of a product, and marks it as additional (O-04)', async () => {
    const team = await newTeam(world.story, world.looms, 3)
    const sent = byTeam(team.teamId, 'LOOM', { contact: somebody() })
    for (const _ of [1, 2, 3]) expect(told(await ask(sent))).toEqual([200, ''])
    const { rows } = await world.story.database.pool.query(
      'select additional from assignment where team_id = $1 order by assigned_at, id',
      [team.teamId],
    )
    expect(rows.map((row) => row.additional)).toEqual([false, true, true])
    await expectSound(world.story, team)
  })

  test('writes what happened into the log, once, and that it came by the API', async () => {
    const { licenseId } = await assigned(inLooms())
    const { rows } = await world.story.database.pool.query(
      `select what, via, facts->>'cameBy' as came from event where license_id = $1`,
      [licenseId],
    )
    expect(rows).toEqual([{ what: 'license_assigned', via: 'api', came: 'api' }])
  })

  test('with the same Idempotency-Key is done once (O-61)', async () => {
    const team = await newTeam(world.story, world.looms, 2)
    const body = byTeam(team.teamId, 'LOOM', { contact: somebody() })
    const headers = { 'Idempotency-Key': randomUUID() }
    const call = () =>
      world.api.call('POST', '/customer/licenses/assign', { ...world.callers.admin, body, headers })
    expect((await Promise.all([call(), call(), call()])).map(told)).toEqual(Array(3).fill([200, '']))
    expect((await listOf(team)).filter((license) => license.isAvailableToAssign)).toHaveLength(1)
  })
})

describe('the name shown', () => {
  test.each([
    ['Roman', 'Loskutov', 'Ro*** Lo******'],
    ['Ro', 'Lo', 'R* L*'],
    ['R', 'L', '* *'],
    ['Test', 'Test', 'T*** T***'],
    ['Anna-Maria', 'O’Neill', 'An**-***** O’N****'],
  ])('of %s %s without an account is %s', async (firstName, lastName, name) => {
    const contact = somebody({ firstName, lastName })
    expect((await assigned(inLooms({ contact }))).assignee.name).toBe(name)
  })

  test('of somebody with an account is the account’s own, whatever was sent', async () => {
    const contact = somebody({ firstName: 'Roman', lastName: 'Loskutov' })
    await openAccount(world.story, visitor(contact.email, 'Romy Loss'))
    expect((await assigned(inLooms({ contact }))).assignee.name).toBe('Romy Loss')
  })

  test('of somebody without an account is the one said last, on every license of theirs', async () => {
    const contact = somebody()
    await assigned(inLooms({ contact }))
    const last = await assigned(
      inLooms({ contact: { ...contact, firstName: 'Roman', lastName: 'Loskutov' } }),
    )
    expect(last.assignee.name).toBe('Ro*** Lo******')
  })

  test.each([
    ['Lena.Fuchs+Tools@Harrowvale.example'],
    ["o'brien@harrowvale.example"],
    ['info@bücher.example'],
  ])('stands beside the address %s as it was sent (O-10)', async (email) => {
    expect((await assigned(inLooms({ contact: somebody({ email }) }))).assignee.email).toBe(email)
  })

  test('leaves out what nobody sees around an address (O-17)', async () => {
    const email = '\ufeff nina@harrowvale.example\u00a0'
    expect(told(await ask(inLooms({ contact: somebody({ email }) })))).toEqual([200, ''])
    const { json } = await world.api.call(
      'GET',
      '/customer/licenses?assigneeEmail=nina@harrowvale.example',
      world.callers.admin,
    )
    expect(json).toHaveLength(1)
  })
})

describe('the letter', () => {
  /** The letters an assignment brought. */
  const written = async (sent: Sent) => {
    const before = new Set((await lettersOf(world.story, world.looms)).map((letter) => letter.id))
    expect(told(await ask(sent))).toEqual([200, ''])
    return (await lettersOf(world.story, world.looms)).filter((letter) => !before.has(letter.id))
  }

  test.each([
    [false, false, []],
    [false, true, []],
    [true, false, [{ kind: 'license_assigned', encloses: null }]],
    [true, true, [{ kind: 'license_assigned', encloses: 'activation_code' }]],
  ])('where sendEmail is %s and a code is wanted: %s', async (sendEmail, wanted, letters) => {
    const sent = inLooms({ sendEmail, includeOfflineActivationCode: wanted })
    expect(await written(sent)).toEqual(letters.map((letter) => expect.objectContaining(letter)))
  })

  test('leaves at once, for the address as mail servers know it', async () => {
    const contact = somebody({ email: 'Nora@bücher.example' })
    expect(await written(inLooms({ contact, sendEmail: true }))).toMatchObject([
      { to_address: 'Nora@xn--bcher-kva.example', to_name: 'Anna Lee', send_after: world.story.now() },
    ])
  })

  test('brings no code to whoever has an account, and the license is connected from the first moment', async () => {
    const contact = somebody()
    await openAccount(world.story, visitor(contact.email))
    const letters = await written(inLooms({ contact, sendEmail: true, includeOfflineActivationCode: true }))
    expect(letters).toMatchObject([{ encloses: null, facts: { connected: true } }])
  })

  test.each(['page', 'ask'] as const)(
    'brings no code where the organization has them had by %s',
    async (policy) => {
      const { organizationId, admin } = world.looms
      const change = (to: 'page' | 'ask' | 'letter') =>
        world.story.write(admin, changeCodePolicy, { organizationId, policy: to })
      planOf(await change(policy))
      const letters = await written(inLooms({ sendEmail: true, includeOfflineActivationCode: true }))
      planOf(await change('letter'))
      expect(letters).toMatchObject([{ encloses: null }])
    },
  )
})
