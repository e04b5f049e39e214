import { globSync, readFileSync } from 'node:fs'
import { refusalStatus } from '@claviger/core/kernel/refusal-codes'
import { expect, test } from 'vitest'

const sentences: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('./en-US/refusals.json', import.meta.url), 'utf8'),
)

test.each(Object.keys(refusalStatus))('the refusal %s is worded', (code) => {
  expect([code, `${code}_other`].some((key) => key in sentences)).toBe(true)
})

const root = new URL('../../../', import.meta.url).pathname
const sources = ['core/src', 'server/src', 'console/app']
  .flatMap((folder) => globSync(`${root}${folder}/**/*.{ts,tsx}`))
  .filter((file) => !/\.test\.|\/testing\//.test(file))
  .map((file) => readFileSync(file, 'utf8'))
const rules = sources.flatMap((text) => [
  ...Array.from(
    text.matchAll(/\b(?:check|refuseBy)\(\s*[^'"`]*?(?:'[a-z_]+')?[^'"`]*?,\s*'([a-z_]+)'/g),
    (found) => found[1],
  ),
])
const german: typeof sentences = JSON.parse(
  readFileSync(new URL('./de/refusals.json', import.meta.url), 'utf8'),
)

test('rules are found in the sources', () => {
  expect(new Set(rules)).toContain('team_has_free_seat')
  expect(new Set(rules)).toContain('role_allows')
  expect(new Set(rules)).toContain('has_no_license_yet')
})

test.each([...new Set(rules)])('the rule %s is worded, where it holds and where it does not', (rule) => {
  for (const words of [sentences, german]) {
    expect(words).toHaveProperty(`rule_${rule}`)
    expect(words).toHaveProperty(`rule_${rule}_unmet`)
  }
})

test('every rule that is worded is looked at somewhere', () => {
  const worded = Object.keys(sentences).flatMap((key) => /^rule_(.+?)(?:_unmet)?$/.exec(key)?.[1] ?? [])
  expect([...new Set(worded)].filter((rule) => !rules.includes(rule))).toEqual([])
})
