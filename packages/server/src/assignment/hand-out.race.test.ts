import { randomUUID } from 'node:crypto'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, newLink, revoke, seatsOf, take, undo } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import {
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  rowsOf,
  type Story,
} from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'
import { changeInvitation, replaceInvitation } from './change-invitation.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection, 24)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const crowd = (count: number, domain = 'harrowvale.example') =>
  Array.from({ length: count }, (_, n) => `p${n}@${domain}`)

/** How often each answer was given: `accepted`, or the code of the refusal. */
function tally(answers: readonly Decision<unknown, Refusal>[]): Record<string, number> {
  const codes = answers.map((answer) => (answer.ok ? 'accepted' : answer.refusal.code))
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]))
}

const assigning = (customer: Customer, ...addresses: string[]) => ({
  ...{ organizationId: customer.organizationId, teamId: customer.teamId, productCode: customer.productCode },
  ...{ rows: rowsOf(...addresses), cameBy: 'form' as const, jobId: randomUUID(), preview: false },
})

describe('at the same moment', () => {
  test('two hundred people and a link with fifty seats: fifty get one, the others hear that no seat is left (O-02)', async () => {
    const customer = await newCustomer(story, 50)
    const { token } = await newLink(story, customer)
    const answers = await Promise.all(crowd(200).map((address) => take(story, token, address)))
    expect(tally(answers)).toEqual({ accepted: 50, link_no_free_seat: 150 })
    const { free, connected, holders } = await seatsOf(story, customer)
    expect([free, connected, new Set(holders).size]).toEqual([0, 50, 50])
    await expectSound(story, customer)
  })

  test('two hundred people and a link with fifty places: fifty get one, the others hear that it is used up (O-06)', async () => {
    const customer = await newCustomer(story, 80)
    const { token } = await newLink(story, customer, { cap: '50' })
    const answers = await Promise.all(crowd(200).map((address) => take(story, token, address)))
    expect(tally(answers)).toEqual({ accepted: 50, link_used_up: 150 })
    expect(await seatsOf(story, customer)).toMatchObject({ free: 30, connected: 50 })
    await expectSound(story, customer)
  })

  test('two links to the same seats give no seat twice', async () => {
    const customer = await newCustomer(story, 10)
    const tokens = [await newLink(story, customer), await newLink(story, customer)].map((link) => link.token)
    const answers = await Promise.all(
      crowd(40).map((address, n) => take(story, tokens[n % 2] ?? '', address)),
    )
    expect(tally(answers)).toEqual({ accepted: 10, link_no_free_seat: 30 })
    await expectSound(story, customer)
  })

  test('twenty administrators and the last seat: one succeeds, nineteen are told (O-01)', async () => {
    const customer = await newCustomer(story, 1)
    const acts = crowd(20).map((address) =>
      story.write(customer.admin, assignPeople, assigning(customer, address)),
    )
    expect(tally(await Promise.all(acts))).toEqual({ accepted: 1, no_free_seat: 19 })
    expect((await seatsOf(story, customer)).holders).toHaveLength(1)
    const events = await story.database.db
      .selectFrom('event')
      .select('what')
      .where('organization_id', '=', customer.organizationId)
      .execute()
    expect(events).toEqual([{ what: 'license_assigned' }])
    await expectSound(story, customer)
  })

  test('the same person taken, assigned and listed many times over holds one license (O-04)', async () => {
    const customer = await newCustomer(story, 30)
    const { token } = await newLink(story, customer)
    const spellings = ['jana.k@harrowvale.example', 'Jana.K@HarrowVale.example']
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => {
        const spelling = spellings[n % 2] ?? ''
        return n % 3 === 0
          ? take(story, token, spelling)
          : story.write(customer.admin, assignPeople, assigning(customer, spelling))
      }),
    )
    expect(tally(answers)).toEqual({ accepted: 30 })
    expect((await seatsOf(story, customer)).holders).toHaveLength(1)
    await expectSound(story, customer)
  })

  test('the same person from two teams holds one license, and neither act fails', async () => {
    const customer = await newCustomer(story, 5)
    const other = await newTeam(story, customer, 5)
    for (const address of crowd(15)) {
      const acts = [customer, other].map((team) =>
        story.write(customer.admin, assignPeople, assigning(team, address, `with.${address}`)),
      )
      planOf(await (acts[0] ?? Promise.reject()))
      planOf(await (acts[1] ?? Promise.reject()))
      const [taken] = (await seatsOf(story, customer)).holders.filter((holder) => holder === address)
      expect(taken).toBe(address)
      await revoke(story, customer, address, `with.${address}`)
    }
    await expectSound(story, customer)
  })

  test('two lists with the same people in opposite order wait for each other without failing', async () => {
    const customer = await newCustomer(story, 100)
    const people = crowd(40)
    const second = await newTeam(story, customer, 100)
    const answers = await Promise.all([
      ...[1, 2].map(() => story.write(customer.admin, assignPeople, assigning(customer, ...people))),
      ...[1, 2].map(() =>
        story.write(customer.admin, assignPeople, assigning(second, ...people.toReversed())),
      ),
    ])
    expect(tally(answers)).toEqual({ accepted: 4 })
    expect(new Set((await seatsOf(story, customer)).holders).size).toBe(40)
    expect((await seatsOf(story, customer)).holders).toHaveLength(40)
    await expectSound(story, customer)
  })
})

describe('while people press a link', () => {
  test('replacing it lets nobody in after that moment (O-11)', async () => {
    const customer = await newCustomer(story, 200)
    const link = await newLink(story, customer)
    const [early, late] = [crowd(40, 'early.example'), crowd(40, 'late.example')]
    const before = early.map((address) => take(story, link.token, address))
    const replacing = story.write(customer.admin, replaceInvitation, link.act)
    const after = replacing.then(() => Promise.all(late.map((address) => take(story, link.token, address))))
    planOf(await replacing)
    expect(tally(await after)).toEqual({ link_replaced: 40 })
    const { accepted = 0, link_replaced = 0, ...others } = tally(await Promise.all(before))
    expect([accepted + link_replaced, others]).toEqual([40, {}])
    expect(await seatsOf(story, customer)).toMatchObject({ connected: accepted })
    await expectSound(story, customer)
  })

  test('lowering its cap and assigning others never gives more than there is (O-02)', async () => {
    const customer = await newCustomer(story, 20)
    const link = await newLink(story, customer, { cap: '20' })
    const lowered = { ...link.act, name: '', cap: '5', endsOn: '', domains: '' }
    const answers = await Promise.all([
      ...crowd(15).map((address) => take(story, link.token, address)),
      story.write(customer.admin, changeInvitation, lowered),
      ...crowd(15, 'others.example').map((address) =>
        story.write(customer.admin, assignPeople, assigning(customer, address)),
      ),
    ])
    const known = ['accepted', 'link_used_up', 'link_no_free_seat', 'no_free_seat']
    expect(Object.keys(tally(answers)).filter((code) => !known.includes(code))).toEqual([])
    await expectSound(story, customer)
  })

  test('revoking and undoing at the same time leaves every license with one person or free', async () => {
    const customer = await newCustomer(story, 20)
    const { token } = await newLink(story, customer)
    await assign(story, customer, ...crowd(20, 'first.example'))
    for (let round = 0; round < 5; round++) {
      const { holders } = await seatsOf(story, customer)
      const jobId = await revoke(story, customer, ...holders.slice(0, 8))
      const takers = crowd(8, `round${round}.example`).map((address) => take(story, token, address))
      const [answer] = await Promise.all([undo(story, customer, jobId), ...takers])
      const { restored, cannot } = planOf(answer)
      expect(restored + cannot.length).toBe(8)
      await expectSound(story, customer)
    }
  })

  test('undoing twice at once restores once', async () => {
    const customer = await newCustomer(story, 10)
    await assign(story, customer, ...crowd(10))
    const jobId = await revoke(story, customer, ...crowd(10))
    const answers = await Promise.all([1, 2, 3].map(() => undo(story, customer, jobId)))
    expect(answers.map((answer) => planOf(answer).restored).toSorted()).toEqual([0, 0, 10])
    await expectSound(story, customer)
  })
})
