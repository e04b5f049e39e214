import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ApiDocument, apiClient, apiClientPath } from './api-client.ts'

test('the typed client is what docs/api/openapi.json says: node tools/write-api-documents.ts writes it', () => {
  const document = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as ApiDocument
  expect(readFileSync(apiClientPath, 'utf8')).toBe(apiClient(document))
})
