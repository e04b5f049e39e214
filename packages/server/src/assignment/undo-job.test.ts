import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, lettersOf, pageOf, revoke, undo } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  type Customer,
  dump,
  newCustomer,
  newTeam,
  openAccount,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { jobPage } from './job-views.ts'

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

/** What undoing leaves behind on purpose: the report of the job and the lines of the log. */
const marksOfUndo = ['job', 'job_item', 'event'] as const

const reportOf = async ({ organizationId, admin }: Customer, jobId: string) =>
  planOf(await story.read(admin, jobPage, { organizationId, jobId, page: 1, perPage: 100 }))

/** Lets the letters that are due leave, as the outbox would. */
const deliver = () =>
  story.database.db
    .updateTable('letter')
    .set({ state: 'sent', sent_at: story.now() })
    .where('state', '=', 'waiting')
    .where('send_after', '<=', story.now())
    .execute()

const minutesLater = (minutes: number) => new Date(story.now().getTime() + minutes * 60_000)

describe('undo', () => {
  test('after revoking gives the same licenses back to the same people, row for row', async () => {
    const customer = await newCustomer(story, 4)
    await openAccount(story, visitor('anna@harrowvale.example'))
    await assign(
      story,
      customer,
      'anna@harrowvale.example',
      'bert@harrowvale.example',
      'carl@harrowvale.example',
    )
    story.pass({ minutes: 3 })
    const before = await dump(story, ...marksOfUndo)
    const jobId = await revoke(story, customer, 'anna@harrowvale.example', 'bert@harrowvale.example')
    story.pass({ minutes: 9 })
    expect(planOf(await undo(story, customer, jobId))).toEqual({
      restored: 2,
      cannot: [],
      told: 0,
      waiting: 0,
    })
    expect(await dump(story, ...marksOfUndo)).toEqual(before)
    expect(await reportOf(customer, jobId)).toMatchObject({ undoneBy: 'Ines Okafor', mayUndo: false })
  })

  test('after assigning takes the licenses back, sends no letter, and names who had been told', async () => {
    const customer = await newCustomer(story, 4)
    const early = await assign(story, customer, 'a@harrowvale.example', 'b@harrowvale.example')
    expect(planOf(await undo(story, customer, early))).toEqual({
      restored: 2,
      cannot: [],
      told: 0,
      waiting: 0,
    })
    expect(await lettersOf(story, customer)).toMatchObject([{ state: 'withdrawn' }, { state: 'withdrawn' }])
    const late = await assign(story, customer, 'c@harrowvale.example')
    story.pass({ minutes: 2 })
    await deliver()
    expect(planOf(await undo(story, customer, late))).toEqual({
      restored: 1,
      cannot: [],
      told: 1,
      waiting: 0,
    })
    expect((await pageOf(story, customer)).seats).toMatchObject([{ total: 4, free: 4 }])
  })

  test('is refused when the window is over, to the minute, with the clock time that was promised', async () => {
    const customer = await newCustomer(story, 2)
    const [first, second] = [
      await assign(story, customer, 'a@harrowvale.example'),
      await assign(story, customer, 'b@harrowvale.example'),
    ]
    const until = minutesLater(10)
    story.pass({ minutes: 9 })
    planOf(await undo(story, customer, first))
    story.pass({ minutes: 1 })
    expect(refusalOf(await undo(story, customer, second))).toMatchObject({ code: 'undo_window_over', until })
  })

  test('twice does it once', async () => {
    const customer = await newCustomer(story, 2)
    const jobId = await assign(story, customer, 'a@harrowvale.example')
    planOf(await undo(story, customer, jobId))
    await assign(story, customer, 'a@harrowvale.example')
    const after = await dump(story)
    expect(planOf(await undo(story, customer, jobId))).toMatchObject({ restored: 0 })
    expect(await dump(story)).toEqual(after)
  })

  test('restores what it can and says why not for the rest', async () => {
    const customer = await newCustomer(story, 3)
    await assign(story, customer, 'a@harrowvale.example', 'b@harrowvale.example', 'c@harrowvale.example')
    const jobId = await revoke(
      story,
      customer,
      'a@harrowvale.example',
      'b@harrowvale.example',
      'c@harrowvale.example',
    )
    await assign(story, customer, 'new@harrowvale.example', 'b@harrowvale.example')
    const answer = planOf(await undo(story, customer, jobId))
    expect(answer.restored).toBe(1)
    expect(answer.cannot.map(({ reason }) => reason)).toMatchObject([
      { code: 'seat_taken_since', by: 'new@harrowvale.example' },
      { code: 'seat_taken_since', by: 'b@harrowvale.example' },
    ])
    const { lines } = await reportOf(customer, jobId)
    expect(lines.map((line) => line.outcome)).toEqual(['not_undone', 'not_undone', 'undone'])
  })

  test('still tells the people who do not get theirs back', async () => {
    const customer = await newCustomer(story, 2)
    await assign(story, customer, 'a@harrowvale.example', 'b@harrowvale.example')
    story.pass({ minutes: 3 })
    await deliver()
    const jobId = await revoke(story, customer, 'a@harrowvale.example', 'b@harrowvale.example')
    await assign(story, customer, 'new@harrowvale.example')
    expect(planOf(await undo(story, customer, jobId))).toMatchObject({ restored: 1, told: 0 })
    const told = (await lettersOf(story, customer)).filter((letter) => letter.kind === 'license_revoked')
    expect(told.map(({ to_address, state }) => [to_address, state]).sort()).toEqual([
      ['a@harrowvale.example', 'waiting'],
      ['b@harrowvale.example', 'withdrawn'],
    ])
  })

  test('gives no second license to somebody who got another one since', async () => {
    const customer = await newCustomer(story, 3)
    const other = await newTeam(story, customer, 1)
    await assign(story, customer, 'a@harrowvale.example')
    const jobId = await revoke(story, customer, 'a@harrowvale.example')
    await assign(story, other, 'a@harrowvale.example')
    expect(planOf(await undo(story, customer, jobId)).cannot).toMatchObject([
      { reason: { code: 'holds_another_since' } },
    ])
  })
})
