import { describe, expect, test } from 'vitest'
import { accept } from '../kernel/decision.ts'
import { readFields } from '../kernel/fields.ts'
import { refuseBy } from '../kernel/rules.ts'
import { claimStateAt, claimValidUntil, refuseClaiming } from './claim-state.ts'
import type { OrderState } from './order-life.ts'
import { decideCancellation, decideFulfilment, orderNumber, waitOf } from './order-life.ts'
import { buyerReadings, choiceReadings, readPoNumber, readVatId } from './read-order.ts'

const order = (state: OrderState) => ({ state, number: '2026-0001' })

describe('the number of seats', () => {
  test.each(['1', '25', ' 25 ', 100_000])('%j is a number of seats', (typed) => {
    expect(readFields(choiceReadings({ quantity: typed, term: 'year' }))).toEqual(
      accept({ quantity: Number(typed), term: 'year' }),
    )
  })

  test.each(['0', '-1', '1.5', '1e3', '1,000', '', null, 100_001, '2147483648', '99999999999999999999999'])(
    '%j is refused, with the field and its range (O-03)',
    (typed) => {
      const read = readFields(choiceReadings({ quantity: typed, term: 'year' }))
      expect(read).toMatchObject({ refusal: { fields: [{ field: 'quantity', min: 1, max: 100_000 }] } })
    },
  )
})

describe('the buyer', () => {
  const typed = {
    email: 'ines@harrowvale.example',
    name: 'Ines Okafor',
    company: 'Harrow & Vale',
    country: 'de',
  }

  test('is read with everything optional left out', () => {
    expect(readFields(buyerReadings(typed))).toMatchObject({
      ok: true,
      plan: { company: 'Harrow & Vale', country: 'DE', vatId: '', managerEmail: null },
    })
  })

  test('is told every wrong field at once', () => {
    const wrong = { email: 'ines', name: '', company: '\u200b', country: '', vatId: '?', managerEmail: '@' }
    const read = readFields(buyerReadings(wrong))
    expect(read.ok ? [] : read.refusal.fields.map((problem) => problem.field)).toEqual([
      'email',
      'name',
      'company',
      'country',
      'vatId',
      'managerEmail',
    ])
  })

  test.each([
    ['de 123 456 789', 'DE123456789'],
    ['', ''],
    ['CHE-123.456.788', 'CHE123456788'],
  ])('may type a VAT number like %j', (id, read) => {
    expect(readVatId(id)).toEqual(accept(read))
  })

  test('may leave the purchase order number out', () => {
    expect(readPoNumber(undefined)).toEqual(accept(''))
    expect(readPoNumber(' PO 4711/b ')).toEqual(accept('PO 4711/b'))
  })
})

describe('the life of an order', () => {
  test.each([
    ['confirm', 'unknown', false, 'confirmation'],
    ['confirm', 'administrator', false, 'nothing'],
    ['at_once', 'unknown', false, 'nothing'],
    ['after_payment', 'unknown', false, 'payment'],
    ['after_payment', 'administrator', false, 'payment'],
    ['after_payment', 'unknown', true, 'nothing'],
    ['confirm', 'unknown', true, 'nothing'],
  ] as const)('rule %s, buyer %s, paid %s: it waits for %s', (rule, buyer, paid, wait) => {
    expect(waitOf(rule, buyer, paid)).toBe(wait)
  })

  test('a fulfilled order is not fulfilled again, a cancelled one never', () => {
    expect(decideFulfilment(order('waiting'))).toEqual(accept('fulfil'))
    expect(decideFulfilment(order('fulfilled'))).toEqual(accept('already'))
    expect(decideFulfilment(order('cancelled'))).toEqual(
      refuseBy('order_cancelled', 'order_not_cancelled', { number: '2026-0001' }),
    )
  })

  test('an order can be cancelled until it is fulfilled', () => {
    expect(decideCancellation(order('waiting'))).toEqual(accept('cancel'))
    expect(decideCancellation(order('cancelled'))).toEqual(accept('already'))
    expect(decideCancellation(order('fulfilled'))).toEqual(
      refuseBy('order_fulfilled', 'order_not_delivered', { number: '2026-0001' }),
    )
  })

  test('numbers count within a year and grow past four digits', () => {
    expect(orderNumber(2026, 1)).toBe('2026-0001')
    expect(orderNumber(2026, 12_345)).toBe('2026-12345')
  })
})

describe('a claim link', () => {
  const made = new Date('2026-11-25T10:00:00Z')
  const claim = { validUntil: claimValidUntil(made), usedAt: null }

  test('opens for fourteen days and not a moment longer', () => {
    expect(claimStateAt(claim, new Date('2026-12-09T09:59:59.999Z'))).toBe('open')
    expect(claimStateAt(claim, new Date('2026-12-09T10:00:00Z'))).toBe('too_old')
  })

  test('once used says so for ever', () => {
    expect(claimStateAt({ ...claim, usedAt: made }, new Date('2027-12-09T10:00:00Z'))).toBe('used')
  })

  const later = new Date('2027-12-09T10:00:00Z')
  const owner = { account: 'ines@harrowvale.example', owns: true, administers: false }

  test('tells whose it is not before anything else', () => {
    const refusal = refuseClaiming({ ...claim, usedAt: made }, { ...owner, owns: false }, later)
    expect(refusal).toMatchObject({
      code: 'claim_for_another_address',
      why: [
        { rule: 'signed_in', met: true, facts: { account: owner.account } },
        { rule: 'claim_address_is_yours', met: false },
      ],
    })
  })

  test('names when it ran out, after the rules that hold', () => {
    expect(refuseClaiming(claim, owner, later)).toMatchObject({
      code: 'claim_too_old',
      why: [
        { rule: 'signed_in', met: true },
        { rule: 'claim_address_is_yours', met: true },
        { rule: 'claim_not_used', met: true },
        { rule: 'claim_in_time', met: false, facts: { until: claim.validUntil, days: 14 } },
      ],
    })
  })

  test('pressed twice lets its own administrator in, and nobody else', () => {
    const used = { ...claim, usedAt: made }
    expect(refuseClaiming(used, { ...owner, administers: true }, made)).toBeNull()
    expect(refuseClaiming(used, owner, made)).toMatchObject({ code: 'claim_used', at: made })
  })
})
