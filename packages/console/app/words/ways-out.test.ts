import { readFileSync } from 'node:fs'
import { type ReasonedCode, refusalStatus } from '@claviger/core/kernel/refusal-codes'
import { describe, expect, test } from 'vitest'
import { type Standing, type Way, waysByCode, waysOut } from './ways-out.ts'

const reasoned = Object.entries(refusalStatus)
  .filter(([, status]) => status !== 401 && status !== 422)
  .map(([code]) => code as ReasonedCode)

const catalogs = ['en-US', 'de'].map(
  (locale): Readonly<Record<string, string>> =>
    JSON.parse(readFileSync(new URL(`./${locale}/refusals.json`, import.meta.url), 'utf8')),
)

const nobody: Standing = { path: '/i/token', home: '', mayOrder: false }
const standings: readonly Standing[] = [
  nobody,
  { ...nobody, path: '/i/token/code' },
  { ...nobody, path: '/vendor/orders/1' },
  { ...nobody, path: '/claim/token/code' },
  { path: '/o/harrow-vale/licenses', home: '/o/harrow-vale', mayOrder: true },
  { path: '/o/harrow-vale/t/7/licenses', home: '/o/harrow-vale/t/7', mayOrder: false },
]
const refusal = (code: ReasonedCode, facts: object = {}) => ({ code, why: [], ...facts })

const wordOf = (way: Way) => (way.kind === 'go' ? way.label : way.kind === 'say' ? way.sentence : null)

test('a way out is known for every refusal that hangs on how things stand, and for no other', () => {
  expect(Object.keys(waysByCode).sort()).toEqual([...reasoned].sort())
})

describe.each(reasoned)('%s', (code) => {
  test('has a way out wherever it is met, worded in every language', () => {
    for (const standing of standings) {
      const ways = waysOut(refusal(code), standing)
      expect(ways.length).toBeGreaterThan(0)
      const words = ways.flatMap((way) => wordOf(way) ?? [])
      for (const catalog of catalogs) expect(Object.keys(catalog)).toEqual(expect.arrayContaining(words))
    }
  })

  test('leads to addresses of the console only, and not back to where nothing can be done', () => {
    for (const standing of standings)
      for (const way of waysOut(refusal(code), standing))
        if (way.kind === 'go') expect(way.to).toMatch(/^\/(?!\/)[^\s]*$/)
  })
})

test.each<[ReasonedCode, object, Standing, string[]]>([
  [
    'already_has_license',
    { licenseId: '7KQ2M-9TX4P' },
    at('/o/hv/assign'),
    ['/o/hv/licenses?open=7KQ2M-9TX4P'],
  ],
  ['team_not_empty', { teamId: 7 }, at('/o/hv/teams/7'), ['/o/hv/teams/7/merge']],
  ['team_name_taken', { teamId: 8 }, at('/o/hv/teams/new'), ['/o/hv/teams/8']],
  [
    'no_free_seat',
    {},
    { ...at('/o/hv/assign'), mayOrder: true },
    ['/buy', '/o/hv/licenses?status=invited&waiting=30&select=all'],
  ],
  [
    'no_free_seat',
    {},
    at('/o/hv/assign'),
    ['/o/hv/licenses?status=invited&waiting=30&select=all', '/o/hv/admins'],
  ],
  ['last_administrator', { slug: 'hv' }, at('/me/delete-account'), ['/o/hv/admins']],
  ['last_owner', {}, at('/me/delete-account'), ['/vendor/staff']],
  ['claim_for_another_address', {}, at('/claim/t0k'), ['/signin?to=%2Fclaim%2Ft0k']],
  ['claim_too_old', {}, at('/claim/t0k/code'), ['/claim/t0k']],
  ['product_not_sold', { slug: 'loomwright' }, at('/vendor/sell'), ['/vendor/products/loomwright']],
  ['link_paused', {}, at('/i/t0k/choose'), ['/i/t0k']],
  ['link_paused', {}, at('/i/t0k?ask=1'), []],
])('%s leads to where it is put right', (code, facts, standing, addresses) => {
  const ways = waysOut(refusal(code, facts), standing)
  expect(ways.flatMap((way) => (way.kind === 'go' ? [way.to] : []))).toEqual(addresses)
})

test('a set-up key that opens nothing is made anew by a command', () => {
  expect(waysOut(refusal('setup_key_too_old'), nobody)).toContainEqual({
    kind: 'run',
    command: 'claviger setup-key',
  })
})

function at(path: string): Standing {
  return { path, home: /^\/o\/[^/]+/.exec(path)?.[0] ?? '', mayOrder: false }
}
