import { anonymous, system } from '@claviger/core/teams/actor'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { checkActivations } from '../activation/check-activations.ts'
import { assign, lettersOf, licenseOf, pageOf, revoke, seatsOf, these, undo } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { connectMachine } from '../testing/devices.ts'
import { withKeys } from '../testing/keys.ts'
import {
  actorWith,
  type Customer,
  dump,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { answerKeepQuestion } from './answer-keep-question.ts'
import { askToKeep } from './ask-to-keep.ts'
import { jobsPage } from './job-views.ts'
import { keepDoor, keepQuestions } from './keep-views.ts'
import { remindOfEnds } from './remind-of-ends.ts'
import { settleKeepQuestions } from './settle-keep-questions.ts'
import { withdrawKeepQuestions } from './withdraw-keep-questions.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

/** No test meets the questions of another. */
afterEach(async () => {
  story.pass({ days: 20 })
  while ((await settle()) > 0);
})

const ask = async (customer: Customer, ...addresses: string[]) => {
  const ids = await Promise.all(addresses.map((address) => licenseOf(story, customer, address)))
  const request = { organizationId: customer.organizationId, selection: these(...ids), preview: false }
  return planOf(await story.write(customer.admin, askToKeep, request))
}

const questionsOf = async ({ organizationId, admin }: Customer) =>
  planOf(await story.read(admin, keepQuestions, { organizationId, page: 1, perPage: 50 }))

/** Lets the letters that are due leave, as the outbox would. */
const deliver = () =>
  story.database.db
    .updateTable('letter')
    .set({ state: 'sent', sent_at: story.now() })
    .where('state', '=', 'waiting')
    .where('send_after', '<=', story.now())
    .execute()

const doorOf = async ({ organizationId }: Customer) => {
  const row = await story.database.db
    .selectFrom('keep_question')
    .select('door')
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .executeTakeFirstOrThrow()
  return row.door
}

const opened = async (door: string) => planOf(await story.read(anonymous, keepDoor, { door }))
const settle = async () => planOf(await story.write(system, settleKeepQuestions, {})).settled

async function answer(customer: Customer, said: 'kept' | 'given_back') {
  const door = await doorOf(customer)
  const questionId = (await opened(door)).questions[0]?.id ?? ''
  return story.write(anonymous, answerKeepQuestion, { door, questionId, answer: said })
}

describe('asking whether a license is still used', () => {
  test('writes one letter to a person who is asked about several, two minutes later', async () => {
    const customer = await newCustomer(story, 2)
    const ferrule = { ...(await newTeam(story, { ...customer, productCode: 'FERR' }, 2)) }
    await assign(story, customer, 'ada@harrowvale.example')
    await assign(story, ferrule, 'ada@harrowvale.example')
    const { rows } = await pageOf(story, customer, { status: ['invited'] })
    const selection = these(...rows.map((row) => row.licenseId))
    const request = { organizationId: customer.organizationId, selection, preview: false }
    const asked = planOf(await story.write(customer.admin, askToKeep, request))
    expect(asked).toMatchObject({ asked: 2, people: 1, already: 0, dueOn: '2026-11-16' })
    const letters = (await lettersOf(story, customer)).filter((one) => one.kind === 'keep_question')
    expect(letters).toMatchObject([
      { to_address: 'ada@harrowvale.example', secret: true, state: 'waiting', send_after: asked.lettersAt },
    ])
    expect((await opened(await doorOf(customer))).questions).toHaveLength(2)
  })

  test('is done once: what is in question already is not asked about again', async () => {
    const customer = await newCustomer(story, 2)
    await assign(story, customer, 'ada@harrowvale.example', 'ben@harrowvale.example')
    await ask(customer, 'ada@harrowvale.example')
    expect(await ask(customer, 'ada@harrowvale.example', 'ben@harrowvale.example')).toMatchObject({
      ...{ asked: 1, people: 1, already: 1 },
    })
  })

  test('a preview says how many and writes nothing', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'ada@harrowvale.example')
    const before = await dump(story)
    const selection = these(await licenseOf(story, customer, 'ada@harrowvale.example'))
    const request = { organizationId: customer.organizationId, selection, preview: true }
    expect(planOf(await story.write(customer.admin, askToKeep, request))).toMatchObject({ asked: 1 })
    expect(await dump(story)).toEqual(before)
  })

  test('is for whoever may take the license back', async () => {
    const customer = await newCustomer(story, 1)
    const other = await newTeam(story, customer, 1)
    await assign(story, customer, 'ada@harrowvale.example')
    const tess = await actorWith(story, customer.organizationId, {
      ...{ address: 'tess@harrowvale.example', name: 'Tess', role: 'team_administrator' },
      teamId: other.teamId,
    })
    const selection = these(await licenseOf(story, customer, 'ada@harrowvale.example'))
    const request = { organizationId: customer.organizationId, selection, preview: false }
    expect(refusalOf(await story.write(tess, askToKeep, request)).code).toBe('license_not_found')
  })
})

describe('an answer', () => {
  test('keeps the license, and says so however often it is pressed', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'ada@harrowvale.example')
    await ask(customer, 'ada@harrowvale.example')
    expect(planOf(await answer(customer, 'kept'))).toEqual({ state: 'kept' })
    expect(planOf(await answer(customer, 'kept'))).toEqual({ state: 'kept' })
    expect(refusalOf(await answer(customer, 'given_back')).code).toBe('question_answered')
    expect(await questionsOf(customer)).toMatchObject({ counts: { open: 0, kept: 1 } })
    story.pass({ days: 20 })
    expect(await settle()).toBe(0)
    expect((await seatsOf(story, customer)).holders).toEqual(['ada@harrowvale.example'])
  })

  test('gives the license back: it is free at once, and nobody is written to', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'ada@harrowvale.example')
    await ask(customer, 'ada@harrowvale.example')
    expect(planOf(await answer(customer, 'given_back'))).toEqual({ state: 'given_back' })
    expect(await seatsOf(story, customer)).toMatchObject({ free: 1, holders: [] })
    expect((await lettersOf(story, customer)).map((letter) => letter.kind)).not.toContain('license_revoked')
  })

  test('comes too late for a license that was taken back meanwhile', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'ada@harrowvale.example')
    await ask(customer, 'ada@harrowvale.example')
    await revoke(story, customer, 'ada@harrowvale.example')
    expect(refusalOf(await answer(customer, 'kept')).code).toBe('already_returned')
  })

  test('is for whoever holds the letter’s address, and nobody else', async () => {
    for (const door of ['0'.repeat(26), 'short', ''])
      expect(refusalOf(await story.read(anonymous, keepDoor, { door })).code).toBe('question_not_found')
  })
})

describe('silence', () => {
  test('frees the license when the last day is over in the organization’s zone, by Claviger, with undo and a letter', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'ada@harrowvale.example')
    story.pass({ minutes: 5 })
    await deliver()
    await ask(customer, 'ada@harrowvale.example')
    story.pass({ days: 14 })
    expect(await settle()).toBe(0)
    story.pass({ days: 1 })
    expect(await settle()).toBe(1)
    expect(await settle()).toBe(0)
    expect(await seatsOf(story, customer)).toMatchObject({ free: 1, holders: [] })
    const query = { organizationId: customer.organizationId }
    const [job] = planOf(await story.read(customer.admin, jobsPage, query)).jobs
    expect(job).toMatchObject({ kind: 'revoke', startedBy: 'claviger', done: 1 })
    expect(await questionsOf(customer)).toMatchObject({ counts: { freed: 1 }, questions: [{ held: false }] })
    planOf(await undo(story, customer, job?.id ?? ''))
    expect((await seatsOf(story, customer)).holders).toEqual(['ada@harrowvale.example'])
    const told = (await lettersOf(story, customer)).filter((letter) => letter.kind === 'license_revoked')
    expect(told).toMatchObject([{ state: 'withdrawn', facts: { reason: 'not_kept' } }])
  })

  test('is no silence where a product was used after the question', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'ada@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'ada@harrowvale.example')
    const own = { organizationId: customer.organizationId, licenseId }
    const { token } = await connectMachine(story, visitor('ada@harrowvale.example'), own)
    story.pass({ days: 90 })
    await ask(customer, 'ada@harrowvale.example')
    story.pass({ days: 2 })
    const check = { token, product: 'LOOM', release: '6.2.1' }
    planOf(await story.write(anonymous, checkActivations, { checks: [check] }))
    expect(await settle()).toBe(1)
    expect(await questionsOf(customer)).toMatchObject({
      questions: [{ state: 'kept', keptByUse: true, answeredAt: story.now() }],
    })
  })

  test('means nothing once the license is somebody else’s', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'ada@harrowvale.example')
    await ask(customer, 'ada@harrowvale.example')
    await revoke(story, customer, 'ada@harrowvale.example')
    await assign(story, customer, 'ben@harrowvale.example')
    story.pass({ days: 15 })
    expect(await settle()).toBe(1)
    expect((await seatsOf(story, customer)).holders).toEqual(['ben@harrowvale.example'])
    expect(await questionsOf(customer)).toMatchObject({ counts: { withdrawn: 1 } })
  })

  test('is broken by one reminder a person, three days before the last one', async () => {
    const customer = await newCustomer(story, 2)
    await assign(story, customer, 'ada@harrowvale.example', 'ben@harrowvale.example')
    await ask(customer, 'ada@harrowvale.example', 'ben@harrowvale.example')
    planOf(await answer(customer, 'kept'))
    story.pass({ days: 10 })
    const remind = async () => planOf(await story.write(system, remindOfEnds, {})).reminded
    expect(await remind()).toBe(0)
    story.pass({ days: 1 })
    expect(await remind()).toBe(1)
    expect(await remind()).toBe(0)
    const letters = (await lettersOf(story, customer)).filter((one) => one.kind === 'keep_reminder')
    expect(letters).toMatchObject([{ secret: true }])
  })
})

test('a question is withdrawn with its letter, and the license stays', async () => {
  const customer = await newCustomer(story, 2)
  await assign(story, customer, 'ada@harrowvale.example', 'ben@harrowvale.example')
  await ask(customer, 'ada@harrowvale.example', 'ben@harrowvale.example')
  const { questions } = await questionsOf(customer)
  const [one, other] = questions
  const request = { organizationId: customer.organizationId, questions: [one?.id ?? ''] }
  expect(planOf(await story.write(customer.admin, withdrawKeepQuestions, request))).toEqual({ withdrawn: 1 })
  const letters = (await lettersOf(story, customer)).filter((letter) => letter.kind === 'keep_question')
  expect(new Map(letters.map((letter) => [letter.to_address, letter.state]))).toEqual(
    new Map([
      [one?.address, 'withdrawn'],
      [other?.address, 'waiting'],
    ]),
  )
  story.pass({ days: 15 })
  await settle()
  expect((await seatsOf(story, customer)).holders).toEqual([one?.address])
})

test('an answer and the end of the last day at the same moment: the license is kept or freed, never both', async () => {
  const customer = await newCustomer(story, 12)
  const addresses = Array.from({ length: 12 }, (_, index) => `racer${index}@harrowvale.example`)
  await assign(story, customer, ...addresses)
  await ask(customer, ...addresses)
  const doors = await story.database.db
    .selectFrom('keep_question')
    .select(['door', 'id as questionId'])
    .where('organization_id', '=', customer.organizationId)
    .execute()
  story.pass({ days: 15 })
  const said = doors.map((one, index) => ({ ...one, answer: index % 2 ? 'kept' : 'given_back' }))
  await Promise.all([
    settle(),
    ...said.map((one) => story.write(anonymous, answerKeepQuestion, one)),
    settle(),
  ])
  const { counts } = await questionsOf(customer)
  const { free, holders } = await seatsOf(story, customer)
  expect(counts.open).toBe(0)
  expect(holders).toHaveLength(counts.kept)
  expect(free).toBe(counts.freed + counts.given_back)
  expect(counts.kept + counts.freed + counts.given_back).toBe(12)
})
