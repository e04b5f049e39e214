import { describe, expect, test } from 'vitest'
import { dateFrom } from '../kernel/calendar.ts'
import {
  asksInstead,
  type InvitationFacts,
  refuseByLink,
  refuseTaking,
  type TakerFacts,
} from './invitation-rules.ts'

const at = new Date('2026-11-01T12:00:00Z')
const today = dateFrom('2026-11-02')

const good: InvitationFacts = {
  ...{ replacedAt: null, endsOn: null, pausedAt: null, domains: [], cap: null, taken: 3, freeSeats: 5 },
  ...{ createdBy: 'Ines Okafor', asksFirst: false, restAsks: false },
}

const someone: TakerFacts = {
  ...{ address: 'j.voss@harrowvale.example', domain: 'harrowvale.example', returnedAt: null },
}

const rules = [
  ...['link_is_newest', 'link_not_ended', 'link_not_paused', 'address_at_allowed_domain'],
  ...['not_returned_before', 'link_gives_at_once', 'link_has_places', 'team_has_free_seat'],
]

/** Each way a link can give nothing, in the order in which the reasons are told. */
const obstacles: [code: string, facts: Partial<InvitationFacts>, taker: Partial<TakerFacts>, told: object][] =
  [
    ['link_replaced', { replacedAt: at }, {}, { at, by: 'Ines Okafor' }],
    ['link_ended', { endsOn: dateFrom('2026-11-01') }, {}, { endsOn: '2026-11-01' }],
    ['link_paused', { pausedAt: at }, {}, { at }],
    ['link_wrong_domain', { domains: ['fenwick.example'] }, {}, { domains: ['fenwick.example'] }],
    ['link_returned_before', {}, { returnedAt: at }, { at }],
    ['link_asks_first', { asksFirst: true }, {}, {}],
    ['link_used_up', { cap: 3 }, {}, { cap: 3, taken: 3 }],
    ['link_no_free_seat', { freeSeats: 0 }, {}, { free: 0 }],
  ]

describe('taking by a link', () => {
  test('is refused by nothing when everything is in order', () => {
    expect(refuseTaking(good, someone, today)).toBeNull()
  })

  test.each(obstacles)(
    '%s is told with its facts and the rules before it (O-06)',
    (code, facts, taker, told) => {
      const refusal = refuseTaking({ ...good, ...facts }, { ...someone, ...taker }, today)
      expect(refusal).toMatchObject({ code, by: 'Ines Okafor', ...told })
      const last = obstacles.findIndex(([one]) => one === code)
      expect(refusal?.why.map(({ rule, met }) => [rule, met])).toEqual(
        rules.slice(0, last + 1).map((rule, index) => [rule, index < last]),
      )
    },
  )

  test.each(obstacles.map(([code], index) => [code, index] as const))(
    '%s is told before all that follow',
    (code, index) => {
      const after = obstacles.slice(index)
      const facts = Object.assign({}, good, ...after.map(([, part]) => part))
      const taker = Object.assign({}, someone, ...after.map(([, , part]) => part))
      expect(refuseTaking(facts, taker, today)?.code).toBe(code)
    },
  )

  test.each([
    ['on its last day', '2026-11-02', null],
    ['on the day after', '2026-11-01', 'link_ended'],
  ] as const)('a link with an end works through it: %s', (_, endsOn, code) => {
    expect(refuseTaking({ ...good, endsOn: dateFrom(endsOn) }, someone, today)?.code ?? null).toBe(code)
  })

  test.each([
    ['the last place is left', { cap: 4, taken: 3 }, null],
    ['the places are taken', { cap: 3, taken: 3 }, 'link_used_up'],
    ['the cap was lowered below what is taken', { cap: 1, taken: 3 }, 'link_used_up'],
    ['the last seat is left', { freeSeats: 1 }, null],
  ] as const)('%s', (_, facts, code) => {
    expect(refuseTaking({ ...good, ...facts }, someone, today)?.code ?? null).toBe(code)
  })

  test('one of several allowed domains is enough, a subdomain of one is not', () => {
    const domains = ['fenwick.example', 'harrowvale.example']
    expect(refuseTaking({ ...good, domains }, someone, today)).toBeNull()
    const below = { ...someone, domain: 'mail.harrowvale.example' }
    expect(refuseTaking({ ...good, domains }, below, today)?.code).toBe('link_wrong_domain')
  })
})

describe('looking at a link', () => {
  const ofThePerson = ['link_wrong_domain', 'link_returned_before', 'link_asks_first']
  const ofTheLink = obstacles.filter(([code]) => !ofThePerson.includes(code))

  test.each(ofTheLink)('%s is told before anybody says who they are', (code, facts) => {
    expect(refuseByLink({ ...good, ...facts }, today)?.code).toBe(code)
  })

  test('a link for some domains gives something to somebody', () => {
    expect(refuseByLink({ ...good, domains: ['fenwick.example'] }, today)).toBeNull()
  })
})

describe('asking instead of taking', () => {
  test('a link that asks first is not used up: whoever comes is asked for', () => {
    const asking = { ...good, asksFirst: true, cap: 3, freeSeats: 0 }
    expect(refuseByLink(asking, today)).toBeNull()
    expect(asksInstead(asking, refuseTaking(asking, someone, today))).toBe(true)
  })

  test.each([{ cap: 3 }, { freeSeats: 0 }])(
    'the rest may ask where %j leaves nothing, if the link says so',
    (full) => {
      const refusal = refuseTaking({ ...good, ...full }, someone, today)
      expect(asksInstead({ restAsks: true }, refusal)).toBe(true)
      expect(asksInstead({ restAsks: false }, refusal)).toBe(false)
    },
  )

  test('nobody asks by a link that is dead, or not for them', () => {
    for (const code of [
      'link_replaced',
      'link_ended',
      'link_paused',
      'link_wrong_domain',
      'link_returned_before',
    ])
      expect(asksInstead({ restAsks: true }, { code })).toBe(false)
    expect(asksInstead({ restAsks: true }, null)).toBe(false)
  })
})
