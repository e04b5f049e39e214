import { describe, expect, test } from 'vitest'
import {
  decideKeysComingBack,
  decideRootLeaving,
  decideRootSigning,
  type HeldKey,
  planRetirement,
  readPassphrase,
  readRetirementMoment,
} from './key-rules.ts'

const now = new Date('2026-11-02T09:00:00Z')
const later = new Date('2026-12-01T00:00:00Z')

const key = (kid: string, changes: Partial<HeldKey> = {}): HeldKey => ({
  ...{ kid, role: 'signing', publicKey: kid, current: false, here: true, certified: true },
  ...{ retiredAt: null, backedUpAt: null, ...changes },
})
const root = (changes: Partial<HeldKey> = {}) => key('the-root', { role: 'root', current: true, ...changes })
const current = key('signs-it', { current: true })
const before = key('replaced')
const keys = [root(), current, before]

const codeOf = (decision: { ok: true } | { ok: false; refusal: { code: string } }) =>
  decision.ok ? 'accepted' : decision.refusal.code

describe('who may sign for a key', () => {
  test('the root where it is kept, or whoever brings it, and no other root', () => {
    const away = [root({ here: false }), current]
    expect(codeOf(decideRootSigning(keys, null))).toBe('accepted')
    expect(codeOf(decideRootSigning(away, null))).toBe('root_offline')
    expect(codeOf(decideRootSigning(away, { kid: 'the-root' }))).toBe('accepted')
    expect(codeOf(decideRootSigning(keys, { kid: 'stranger' }))).toBe('root_of_another')
  })
})

describe('retiring a key', () => {
  const retire = (kid: string, at: Date | null, held = keys) =>
    planRetirement(held, { kid, at, now, given: null })

  test('holds from now on when nothing is said, and from the moment that is', () => {
    const plan = { kid: 'replaced', rotatesFirst: false, already: false }
    expect(retire('replaced', null)).toEqual({ ok: true, plan: { ...plan, at: now } })
    expect(retire('replaced', later)).toEqual({ ok: true, plan: { ...plan, at: later } })
  })

  test('replaces the key that signs first', () => {
    expect(retire('signs-it', null)).toMatchObject({ plan: { rotatesFirst: true } })
  })

  test('is refused for the root, for keys nobody knows or has certified, and in the past', () => {
    expect(codeOf(retire('the-root', null))).toBe('key_not_found')
    expect(codeOf(retire('unknown0', null))).toBe('key_not_found')
    expect(codeOf(retire('asked-it', null, [...keys, key('asked-it', { certified: false })]))).toBe(
      'key_not_found',
    )
    expect(codeOf(retire('replaced', new Date(now.getTime() - 1)))).toBe('date_in_the_past')
  })

  test('can be brought forward and said again, never put off', () => {
    const held = [root(), current, key('replaced', { retiredAt: later })]
    expect(retire('replaced', null, held)).toMatchObject({ plan: { at: now, already: false } })
    expect(retire('replaced', later, held)).toMatchObject({ plan: { at: later, already: true } })
    expect(codeOf(retire('replaced', new Date(later.getTime() + 1), held))).toBe('key_already_retired')
  })

  test('said twice at once is done once', () => {
    const held = [root(), current, key('replaced', { retiredAt: new Date(now.getTime() - 5) })]
    expect(retire('replaced', null, held)).toMatchObject({ plan: { already: true } })
  })

  test('needs the root, because only it can tell products', () => {
    expect(codeOf(retire('replaced', null, [root({ here: false }), before]))).toBe('root_offline')
  })
})

test.each([
  ['', 'Europe/London', null],
  ['2026-12-01', 'Europe/Berlin', '2026-11-30T23:00:00.000Z'],
  ['2026-12-01', 'Pacific/Kiritimati', '2026-11-30T10:00:00.000Z'],
  ['2026-12-01T18:30Z', 'Europe/Berlin', '2026-12-01T18:30:00.000Z'],
])('"%s" in %s is the moment %s', (text, zone, moment) => {
  const read = readRetirementMoment(text, zone)
  expect(read.ok && (read.plan?.toISOString() ?? null)).toBe(moment)
})

test.each(['2026-02-30', '2026-13-01T00:00Z', '1 December', '2026-12-01T18:30'])(
  '"%s" is no moment a key can be retired at',
  (text) => expect(codeOf(readRetirementMoment(text, 'Europe/London'))).toBe('not_a_calendar_date'),
)

test('the root leaves only while it is here and somebody has a copy', () => {
  const copied = root({ backedUpAt: now })
  expect(codeOf(decideRootLeaving([copied, current]))).toBe('accepted')
  expect(codeOf(decideRootLeaving([root(), current]))).toBe('root_not_backed_up')
  expect(codeOf(decideRootLeaving([root({ here: false, backedUpAt: now })]))).toBe('root_offline')
})

test('kept keys come back to their own root, or where nothing relies on those that are there', () => {
  expect(decideKeysComingBack(keys, 'the-root', 5000)).toEqual({ ok: true, plan: 'same_root' })
  expect(decideKeysComingBack(keys, 'another0', 0)).toEqual({ ok: true, plan: 'instead' })
  expect(decideKeysComingBack([], 'another0', 0)).toEqual({ ok: true, plan: 'instead' })
  expect(decideKeysComingBack(keys, 'another0', 1)).toMatchObject({
    refusal: { code: 'keys_in_use', documents: 1 },
  })
})

test('a passphrase is long enough and typed twice alike, counted in letters as people see them', () => {
  const read = (passphrase: string, again = passphrase) => readPassphrase({ passphrase, again })
  expect(read('nine bobbins')).toEqual({ ok: true, plan: 'nine bobbins' })
  expect(read('😀'.repeat(11))).toMatchObject({ refusal: { fields: [{ field: 'passphrase' }] } })
  expect(read('nine bobbins', 'nine bobbinz')).toMatchObject({ refusal: { fields: [{ field: 'again' }] } })
})
