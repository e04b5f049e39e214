import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApprovalFacts, planApproval, type RunningCopy, revocationOf } from './activation-rules.ts'

const now = new Date('2026-11-02T09:00:00Z')
const later = new Date('2026-11-02T09:10:00Z')

const facts = (known: Partial<ApprovalFacts> = {}): ApprovalFacts => ({
  question: { state: 'waiting', validUntil: later, activationId: null },
  ...{ copy: { machine: 'laptop', productCode: 'LOOM' }, covers: true, limit: 3, running: [], ...known },
})

const copy = (machine: string, slot: number, productCode = 'LOOM'): RunningCopy => ({
  ...{ activationId: `${machine} ${productCode}`, machine, productCode, slot },
})

const plan = (known: Partial<ApprovalFacts>) => {
  const decision = planApproval(facts(known), now)
  return decision.ok ? decision.plan : decision.refusal.code
}

describe('a yes', () => {
  test('gives a new machine the lowest free number', () => {
    expect(plan({})).toEqual({ kind: 'new', slot: 1 })
    expect(plan({ running: [copy('a', 1), copy('b', 3)] })).toEqual({ kind: 'new', slot: 2 })
  })

  test('to the same copy again is the same activation, also where no machine is free', () => {
    const running = [copy('a', 1), copy('b', 2), copy('laptop', 3)]
    expect(plan({ running })).toEqual({ kind: 'again', activationId: 'laptop LOOM' })
  })

  test('to another product on a machine that counts already shares its number', () => {
    const running = [copy('a', 1), copy('b', 2), copy('laptop', 3, 'FERR')]
    expect(plan({ running })).toEqual({ kind: 'new', slot: 3 })
  })

  test('sent twice is one, whatever has changed since', () => {
    const question = { state: 'approved', validUntil: now, activationId: 'laptop LOOM' } as const
    expect(plan({ question, running: [copy('laptop', 1)], covers: false })).toMatchObject({
      kind: 'answered',
    })
  })

  test.each([
    ['answered already', { question: { state: 'denied', validUntil: later, activationId: null } }],
    [
      'answered, and signed out since',
      { question: { state: 'redeemed', validUntil: later, activationId: 'x' } },
    ],
  ] as const)('to a question %s is refused', (_what, known) => {
    expect(plan(known)).toBe('connect_code_answered')
  })

  test('is refused when too late, for another product, or when all machines are in use', () => {
    expect(plan({ question: { state: 'waiting', validUntil: now, activationId: null } })).toBe(
      'connect_code_expired',
    )
    expect(plan({ covers: false })).toBe('license_not_for_product')
    expect(plan({ limit: 1, running: [copy('a', 1)] })).toBe('machine_limit_reached')
  })

  test('has no limit where there is none', () => {
    const running = Array.from({ length: 500 }, (_, n) => copy(`m${n}`, n + 1))
    expect(plan({ limit: 0, running })).toEqual({ kind: 'new', slot: 501 })
  })

  test('never lets more machines run than may, in whichever order copies come and go (law)', () => {
    const step = fc.record({
      machine: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      productCode: fc.constantFrom('LOOM', 'FERR'),
      leaves: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), (limit, steps) => {
        let running: readonly RunningCopy[] = []
        for (const { leaves, ...asking } of steps) {
          if (leaves) running = running.filter(({ machine }) => machine !== asking.machine)
          const decision = planApproval(facts({ copy: asking, limit, running }), now)
          if (decision.ok && decision.plan.kind === 'new')
            running = [...running, copy(asking.machine, decision.plan.slot, asking.productCode)]
          const machines = new Map(running.map(({ machine, slot }) => [machine, slot]))
          expect(machines.size).toBeLessThanOrEqual(limit)
          expect(new Set(machines.values()).size).toBe(machines.size)
        }
      }),
    )
  })
})

describe('a copy must stop', () => {
  const taken = { at: now, by: 'Ines Okafor' }
  const at = Math.floor(now.getTime() / 1000)

  test('when the license was taken from the person, whatever became of the machine', () => {
    const ended = { at: later, by: 'Jonas Voß', reason: 'signed_out' } as const
    expect(revocationOf({ taken, ended })).toEqual({ at, by: 'Ines Okafor', why: 'revoked' })
  })

  test('when its machine was signed out, or let go by itself', () => {
    expect(revocationOf({ taken: null, ended: { ...taken, reason: 'signed_out' } })?.why).toBe('signed-out')
    expect(revocationOf({ taken: null, ended: { ...taken, reason: 'released' } })?.why).toBe('released')
  })

  test('for no other reason', () => {
    expect(revocationOf({ taken: null, ended: null })).toBeNull()
  })
})
