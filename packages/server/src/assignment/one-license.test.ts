import { randomUUID } from 'node:crypto'
import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lettersOf, revoke, seatsOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  buySeats,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  rowsOf,
  type Story,
} from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'

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

const give = (customer: Customer, rows: readonly AssignmentRow[], cameBy: 'form' | 'list' = 'form') => {
  const { organizationId, teamId, productCode, admin } = customer
  const request = { organizationId, teamId, productCode, rows, cameBy, jobId: randomUUID(), preview: false }
  return story.write(admin, assignPeople, request)
}

describe('one person, one license', () => {
  test('another case, a list and another team are still the same person (O-04)', async () => {
    const customer = await newCustomer(story, 5)
    const other = await newTeam(story, customer, 5)
    planOf(await give(customer, rowsOf('jana.k@harrowvale.example')))
    for (const [where, cameBy] of [
      [customer, 'form'],
      [customer, 'list'],
      [other, 'list'],
    ] as const) {
      const plan = planOf(await give(where, rowsOf('Jana.K@HarrowVale.example'), cameBy))
      expect(plan.outcomes).toMatchObject([{ group: 'skipped', reason: { code: 'already_has_license' } }])
    }
    expect(await seatsOf(story, customer)).toMatchObject({ free: 9, invited: 1 })
    expect(await lettersOf(story, customer)).toHaveLength(1)
  })

  test('who holds the pack holds what it contains', async () => {
    const customer = await newCustomer(story, 2)
    const pack = { ...customer, productCode: 'ALL' }
    await buySeats(story, pack, 1)
    planOf(await give(pack, rowsOf('lena@harrowvale.example')))
    const plan = planOf(await give(customer, rowsOf('lena@harrowvale.example')))
    expect(plan.outcomes).toMatchObject([{ group: 'skipped', reason: { code: 'already_has_through_pack' } }])
    expect(plan.outcomes[0]).toMatchObject({ reason: { productName: 'All-products pack' } })
  })

  test('an international domain is one domain in all its spellings, and mail goes to the ASCII form (O-18)', async () => {
    const customer = await newCustomer(story, 5)
    const rows = rowsOf('mira@bücher.example', 'mira@xn--bcher-kva.example', 'MIRA@BÜCHER.example')
    const plan = planOf(await give(customer, rows))
    expect(plan.outcomes.map((outcome) => outcome.group)).toEqual(['ready', 'skipped', 'skipped'])
    expect((await lettersOf(story, customer)).map((letter) => letter.to_address)).toEqual([
      'mira@xn--bcher-kva.example',
    ])
    expect((await seatsOf(story, customer)).holders).toEqual(['mira@bücher.example'])
  })

  test('a plus sign makes another person, an apostrophe stays what it is (O-10)', async () => {
    const customer = await newCustomer(story, 5)
    const rows = rowsOf(
      'nova+tools@harrowvale.example',
      'nova@harrowvale.example',
      "o'brien@harrowvale.example",
    )
    planOf(await give(customer, rows))
    expect((await seatsOf(story, customer)).holders).toEqual(rows.map((row) => row.raw))
    expect((await lettersOf(story, customer)).map((letter) => letter.to_address).toSorted()).toEqual(
      rows.map((row) => row.raw).toSorted(),
    )
  })

  test('invisible characters around an address do not make a second person; one inside is named (O-17)', async () => {
    const customer = await newCustomer(story, 5)
    const rows = rowsOf(
      '\u200bnina@harrowvale.example',
      'nina@harrowvale.example',
      'ni\u200bna@harrowvale.example',
    )
    const plan = planOf(await give(customer, rows))
    expect(plan.outcomes.map((outcome) => outcome.group)).toEqual(['ready', 'skipped', 'look'])
    expect(plan.outcomes[2]).toMatchObject({
      reason: { code: 'address_hidden_character', codePoint: 'U+200B', position: 3 },
    })
  })

  test('somebody whose license was taken back gets one again, with both periods in the history (O-12)', async () => {
    const customer = await newCustomer(story, 1)
    const { organizationId } = customer
    planOf(await give(customer, rowsOf('pavel.r@harrowvale.example')))
    await revoke(story, customer, 'pavel.r@harrowvale.example')
    const plan = planOf(await give(customer, rowsOf('Pavel.R@harrowvale.example')))
    expect(plan.outcomes).toMatchObject([{ group: 'ready', remarks: ['returned_before'] }])
    const periods = await story.database.db
      .selectFrom('assignment')
      .select(['ended_at', 'end_reason'])
      .where('organization_id', '=', organizationId)
      .orderBy('id')
      .execute()
    expect(periods).toEqual([
      { ended_at: story.now(), end_reason: 'revoked' },
      { ended_at: null, end_reason: null },
    ])
  })
})
