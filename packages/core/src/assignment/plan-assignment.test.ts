import { describe, expect, test } from 'vitest'
import { readAddress } from '../kernel/email.ts'
import {
  type AssignmentFacts,
  type AssignmentRow,
  type HeldLicense,
  planAssignment,
} from './plan-assignment.ts'

const at = new Date('2026-11-02T09:00:00Z')

const factsOf = (facts: Partial<AssignmentFacts> = {}): AssignmentFacts => ({
  ...{ productCode: 'LOOM', productName: 'Loomwright', freeSeats: 10 },
  ...{ holds: new Map(), people: new Map(), accounts: new Set(), namesakes: new Map() },
  ...{ domains: ['harrowvale.example'], disposable: new Set(['mailbox.example']), returnedAt: new Map() },
  ...facts,
})

const row = (typed: string, extra: Partial<AssignmentRow> = {}): AssignmentRow => {
  const read = readAddress(typed)
  const place = { line: 1, raw: typed, name: '', firstName: '', lastName: '', tidied: false, anyway: false }
  const address = read.ok ? read.plan : null
  return { ...place, address, problem: read.ok ? null : read.refusal, ...extra }
}

const rows = (...typed: string[]) => typed.map((one, index) => row(one, { line: index + 1 }))

const held = (license: Partial<HeldLicense> = {}): HeldLicense => ({
  ...{ licenseId: 'ABCDE12345', productCode: 'LOOM', productName: 'Loomwright', assignedAt: at },
  ...license,
})

const known = (address: string, name = '') => ({ personId: `person of ${address}`, address, name })

/** What each line came to: its group, and the code of its reason. */
const verdicts = (facts: AssignmentFacts, list: readonly AssignmentRow[]) =>
  planAssignment(facts, list).outcomes.map((outcome) =>
    outcome.group === 'ready' ? 'ready' : `${outcome.group} ${outcome.reason.code}`,
  )

describe('a line', () => {
  const cases: [string, Partial<AssignmentFacts>, AssignmentRow, string][] = [
    ['with a good address is ready', {}, row('a@harrowvale.example'), 'ready'],
    ['of a stranger from elsewhere is ready', {}, row('a@faraway.example'), 'ready'],
    ['without an address needs a look', {}, row('Ada Lovelace', { problem: null }), 'look no_address'],
    ['with a broken address says how it is broken', {}, row('ada.example'), 'look address_without_at'],
    ['one slip from a known domain needs a look', {}, row('a@harrovvale.example'), 'look near_domain'],
    ['for a role mailbox needs a look', {}, row('info@harrowvale.example'), 'look role_mailbox'],
    ['looked at and wanted anyway is ready', {}, row('info@harrowvale.example', { anyway: true }), 'ready'],
    [
      'for a role mailbox that is a person here already is ready',
      { people: new Map([['info@harrowvale.example', known('info@harrowvale.example')]]) },
      row('info@harrowvale.example'),
      'ready',
    ],
    [
      'for somebody who has one is skipped',
      { holds: new Map([['a@harrowvale.example', held()]]) },
      row('A@HarrowVale.example'),
      'skipped already_has_license',
    ],
    [
      'for somebody who has the pack is skipped',
      { holds: new Map([['a@harrowvale.example', held({ productCode: 'ALL' })]]) },
      row('a@harrowvale.example'),
      'skipped already_has_through_pack',
    ],
    ['beyond the seats is short', { freeSeats: 0 }, row('a@harrowvale.example'), 'short no_free_seat'],
    [
      'beyond the seats with a doubt shows the doubt',
      { freeSeats: 0 },
      row('info@x.example'),
      'look role_mailbox',
    ],
    [
      'beyond the seats for somebody who has one is skipped, not short',
      { freeSeats: 0, holds: new Map([['a@harrowvale.example', held()]]) },
      row('a@harrowvale.example'),
      'skipped already_has_license',
    ],
    ['with a throw-away mailbox needs a look', {}, row('a@mailbox.example'), 'look address_disposable'],
    [
      'with a throw-away mailbox is given one by who wants it anyway',
      {},
      row('a@mailbox.example', { anyway: true }),
      'ready',
    ],
    ['cannot be forced without an address', {}, row('nobody', { anyway: true }), 'look address_without_at'],
  ]

  test.each(cases)('%s', (_, facts, line, verdict) => {
    expect(verdicts(factsOf(facts), [line])).toEqual([verdict])
  })

  test('already covered names the license that covers it', () => {
    const facts = factsOf({ holds: new Map([['a@x.example', held({ productName: 'All-products pack' })]]) })
    expect(planAssignment(facts, [row('a@x.example')]).outcomes[0]).toMatchObject({
      reason: { licenseId: 'ABCDE12345', productName: 'All-products pack', assignedAt: at },
    })
  })

  test('with a slip suggests the address that was meant, in the letters that were typed', () => {
    expect(planAssignment(factsOf(), [row('Ada.B@harrovvale.example')]).outcomes[0]).toMatchObject({
      ...{ suggestion: 'Ada.B@harrowvale.example', mayGoAnyway: true },
      reason: { domain: 'harrovvale.example', near: 'harrowvale.example' },
    })
  })

  test('with a name only suggests the one person of that name, and nobody when there are two', () => {
    const namesakes = new Map([
      ['ada lovelace', [known('ada@harrowvale.example')]],
      ['ben hale', [known('ben@harrowvale.example'), known('b.hale@harrowvale.example')]],
    ])
    const list = ['Ada Lovelace', 'Ben Hale'].map((name) => row('', { name, problem: null }))
    const { outcomes } = planAssignment(factsOf({ namesakes }), list)
    expect(outcomes).toMatchObject([
      { group: 'look', suggestion: 'ada@harrowvale.example', mayGoAnyway: false },
      { group: 'look', suggestion: null, mayGoAnyway: false },
    ])
  })

  test('remarks that it was tidied and that the person had a license before', () => {
    const facts = factsOf({ returnedAt: new Map([['a@x.example', at]]) })
    expect(planAssignment(facts, [row('a@x.example', { tidied: true })]).outcomes[0]).toMatchObject({
      remarks: ['tidied', 'returned_before'],
    })
  })
})

describe('a list', () => {
  test('gives the seats to its lines in their order and tells the rest how many there were', () => {
    const plan = planAssignment(factsOf({ freeSeats: 2 }), rows('a@x.example', 'b@x.example', 'c@x.example'))
    expect(plan.take.map((taking) => [taking.line, taking.address.key])).toEqual([
      [1, 'a@x.example'],
      [2, 'b@x.example'],
    ])
    expect(plan.outcomes[2]).toMatchObject({ group: 'short', reason: { code: 'no_free_seat', free: 2 } })
  })

  test('does not spend a seat on lines that are skipped or need a look', () => {
    const facts = factsOf({ freeSeats: 1, holds: new Map([['has@x.example', held()]]) })
    const list = rows('has@x.example', 'broken', 'info@x.example', 'a@x.example')
    expect(planAssignment(facts, list).take).toMatchObject([{ line: 4 }])
  })

  test('counts a person once, wherever the letter case differs, and names the line where they stood first', () => {
    const plan = planAssignment(factsOf(), rows('a@x.example', 'b@x.example', 'A@X.example'))
    expect(plan.take).toHaveLength(2)
    expect(plan.outcomes[2]).toMatchObject({
      group: 'skipped',
      reason: { code: 'twice_in_list', firstLine: 1 },
    })
  })

  test('calls the repeat of a line that got no seat a repeat, not another shortage', () => {
    expect(verdicts(factsOf({ freeSeats: 0 }), rows('a@x.example', 'a@x.example'))).toEqual([
      ...['short no_free_seat', 'skipped twice_in_list'],
    ])
  })

  test('takes a line that stands second when the first one needs a look', () => {
    const list = [row('info@x.example', { line: 1 }), row('info@x.example', { line: 2, anyway: true })]
    expect(verdicts(factsOf(), list)).toEqual(['look role_mailbox', 'ready'])
  })

  test('keeps a name from the list over a known one, and a known one over none', () => {
    const people = new Map([
      ['a@x.example', known('a@x.example', 'Ada Known')],
      ['b@x.example', known('b@x.example', 'Ben Known')],
    ])
    const list = [row('a@x.example', { name: 'Ada Typed' }), row('b@x.example')]
    expect(planAssignment(factsOf({ people }), list).take).toMatchObject([
      { name: 'Ada Typed', personId: 'person of a@x.example' },
      { name: 'Ben Known', personId: 'person of b@x.example' },
    ])
  })

  test('connects at once whoever has an account', () => {
    const facts = factsOf({ accounts: new Set(['a@x.example']) })
    const connected = planAssignment(facts, rows('A@x.example', 'b@x.example')).take.map(
      (one) => one.connected,
    )
    expect(connected).toEqual([true, false])
  })

  test('of nobody plans nothing', () => {
    expect(planAssignment(factsOf(), [])).toEqual({ outcomes: [], take: [], freeSeats: 10 })
  })
})
