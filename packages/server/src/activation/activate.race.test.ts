import { afterAll, beforeAll, expect, test } from 'vitest'
import { assign, licenseOf, revoke } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { approve, connectMachine, waiting } from '../testing/devices.ts'
import { withKeys } from '../testing/keys.ts'
import { newCustomer, openStory, planOf, type Story, visitor } from '../testing/story.ts'
import { checkActivations } from './check-activations.ts'

// What products of many machines ask at the same moment, each in a transaction of its own.

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection, 20))
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const jonas = visitor('jonas.voss@harrowvale.example', 'Jonas Voß')

async function held(productCode = 'LOOM') {
  const customer = await newCustomer(story, 1, productCode)
  await assign(story, customer, 'jonas.voss@harrowvale.example')
  const licenseId = await licenseOf(story, customer, 'jonas.voss@harrowvale.example')
  return { customer, license: { organizationId: customer.organizationId, licenseId } }
}

type Copy = { readonly machine: string; readonly productCode?: string }

/** Says yes to all of these at once; the answers as ok or the code of the refusal. */
async function allAtOnce(license: Parameters<typeof approve>[2], copies: readonly Copy[]) {
  const waitingOnes: string[] = []
  for (const { machine, ...more } of copies)
    waitingOnes.push((await waiting(story, machine, { source: machine, ...more })).userCode)
  const answers = await Promise.all(waitingOnes.map((code) => approve(story, jonas, license, code)))
  return answers.map((answer) => (answer.ok ? 'connected' : answer.refusal.code))
}

async function machinesOf({ organizationId, licenseId }: Parameters<typeof approve>[2]) {
  const { rows } = await story.database.pool.query<{ machine: string; slot: number }>(
    `select distinct machine, slot from activation
     where organization_id = $1 and license_id = $2 and ended_at is null order by slot`,
    [organizationId, licenseId],
  )
  return rows
}

const count = (answers: readonly string[], answer: string) => answers.filter((one) => one === answer).length

test('200 machines at once on a license for 3 are exactly 3', async () => {
  const { license } = await held()
  const copies = Array.from({ length: 200 }, (_, n) => ({ machine: `machine-${n}` }))
  const answers = await allAtOnce(license, copies)
  expect(count(answers, 'connected')).toBe(3)
  expect(count(answers, 'machine_limit_reached')).toBe(197)
  expect((await machinesOf(license)).map(({ slot }) => slot)).toEqual([1, 2, 3])
})

test('the same machine 50 times at once is one', async () => {
  const { license } = await held()
  const copies = Array.from({ length: 50 }, () => ({ machine: 'the same machine' }))
  expect(count(await allAtOnce(license, copies), 'connected')).toBe(50)
  expect(await machinesOf(license)).toHaveLength(1)
})

test('both products of a pack on 20 machines at once are 3 machines', async () => {
  const { license } = await held('ALL')
  const copies = Array.from({ length: 20 }, (_, n) => ({
    machine: `box-${n % 10}`,
    productCode: n < 10 ? 'LOOM' : 'FERR',
  }))
  await allAtOnce(license, copies)
  expect(new Set((await machinesOf(license)).map(({ machine }) => machine)).size).toBe(3)
  expect((await machinesOf(license)).map(({ slot }) => slot)).toEqual([1, 2, 3])
})

test('a yes pressed twice at once is one activation', async () => {
  const { license } = await held()
  const { userCode } = await waiting(story, 'pressed-twice')
  const answers = await Promise.all([1, 2, 3].map(() => approve(story, jonas, license, userCode)))
  expect(new Set(answers.map((answer) => planOf(answer).activationId)).size).toBe(1)
  expect(await machinesOf(license)).toHaveLength(1)
})

test('a license taken back while its machine connects is refused at the next check (O-40)', async () => {
  const { customer, license } = await held()
  const connecting = connectMachine(story, jonas, license, 'at-the-same-time').catch(() => null)
  const [connected] = await Promise.all([
    connecting,
    revoke(story, customer, 'jonas.voss@harrowvale.example'),
  ])
  if (!connected) return
  const checks = [{ token: connected.token, product: 'LOOM', release: '' }]
  const { answers } = planOf(await story.write(jonas, checkActivations, { checks }))
  expect(answers).toMatchObject([{ kind: 'stopped' }])
})

test('checks of one machine in several processes at once are all answered', async () => {
  const { license } = await held()
  const machines = await Promise.all(
    ['p', 'q', 'r'].map((name) => connectMachine(story, jonas, license, name)),
  )
  const checks = machines.map(({ token }) => ({ token, product: 'LOOM', release: '' }))
  const batches = Array.from({ length: 40 }, (_, n) => (n % 2 ? checks : checks.toReversed()))
  const answers = await Promise.all(
    batches.map((one) => story.write(jonas, checkActivations, { checks: one }).then(planOf)),
  )
  expect(answers.flatMap((one) => one.answers).every(({ kind }) => kind === 'licensed')).toBe(true)
})
