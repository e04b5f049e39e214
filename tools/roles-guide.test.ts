import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rolesGuide, rolesGuidePath } from './roles-guide.ts'

test('the guide of roles is the table that is asked: node tools/write-api-documents.ts writes it', () => {
  expect(readFileSync(rolesGuidePath, 'utf8')).toBe(rolesGuide())
})
