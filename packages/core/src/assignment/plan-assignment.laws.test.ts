import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAddress } from '../kernel/email.ts'
import {
  type AssignmentFacts,
  type AssignmentRow,
  type HeldLicense,
  planAssignment,
} from './plan-assignment.ts'

const someone = fc.constantFrom(...'abcdefgh').map((name) => `${name}@x.example`)
const typed = fc.oneof(
  someone,
  someone.map((address) => address.toUpperCase()),
  fc.constantFrom('broken', 'info@x.example', ''),
)

const list = fc.array(fc.tuple(typed, fc.boolean()), { maxLength: 20 }).map((lines) =>
  lines.map(([raw, anyway], index): AssignmentRow => {
    const read = readAddress(raw)
    const place = { line: index + 1, raw, name: '', firstName: '', lastName: '', tidied: false, anyway }
    return { ...place, address: read.ok ? read.plan : null, problem: read.ok ? null : read.refusal }
  }),
)

const license: HeldLicense = {
  ...{ licenseId: 'ABCDE12345', productCode: 'LOOM', productName: 'Loomwright', assignedAt: new Date(0) },
}

const facts = fc.record({ freeSeats: fc.nat(8), holders: fc.array(someone, { maxLength: 4 }) }).map(
  ({ freeSeats, holders }): AssignmentFacts => ({
    ...{ productCode: 'LOOM', productName: 'Loomwright', freeSeats },
    ...{
      holds: new Map(holders.map((key) => [key, license])),
      people: new Map(),
      accounts: new Set<string>(),
    },
    ...{ namesakes: new Map(), domains: [], disposable: new Set<string>(), returnedAt: new Map() },
  }),
)

function law(holds: (facts: AssignmentFacts, rows: readonly AssignmentRow[]) => void): void {
  const checked = fc.property(facts, list, (known, rows) => {
    holds(known, rows)
  })
  fc.assert(checked)
}

test('no list takes more seats than are free', () => {
  law((known, rows) => expect(planAssignment(known, rows).take.length).toBeLessThanOrEqual(known.freeSeats))
})

test('nobody is given two licenses, and nobody who has one is given another', () => {
  law((known, rows) => {
    const takers = planAssignment(known, rows).take.map((taking) => taking.address.key)
    expect(new Set(takers).size).toBe(takers.length)
    expect(takers.filter((key) => known.holds.has(key))).toEqual([])
  })
})

test('every line has exactly one outcome, in the order of the list', () => {
  law((known, rows) => {
    const lines = planAssignment(known, rows).outcomes.map((outcome) => outcome.row.line)
    expect(lines).toEqual(rows.map((row) => row.line))
  })
})

test('somebody goes short only when every free seat is taken', () => {
  law((known, rows) => {
    const { outcomes, take } = planAssignment(known, rows)
    if (outcomes.some((outcome) => outcome.group === 'short')) expect(take).toHaveLength(known.freeSeats)
  })
})
