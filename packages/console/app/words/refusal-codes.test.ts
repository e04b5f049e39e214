import { readFileSync } from 'node:fs'
import { refusalStatus } from '@claviger/core/kernel/refusal-codes'
import { expect, test } from 'vitest'

const sentences: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('./en-US/refusals.json', import.meta.url), 'utf8'),
)

test.each(Object.keys(refusalStatus))('the refusal %s is worded', (code) => {
  expect([code, `${code}_other`].some((key) => key in sentences)).toBe(true)
})
