import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { apiRoutes } from '../packages/server/src/app.ts'
import { apiDocuments } from './api-documents.ts'

const documents = [...apiDocuments()]

describe.each(documents)('%s', (path, text) => {
  test('is what its routes say: node tools/write-api-documents.ts writes it', () => {
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test('is an OpenAPI 3.1 document', async () => {
    const validator = new Validator()
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
    expect(validator.resolveRefs()).toBeTypeOf('object')
  })

  test('names every operation once', () => {
    const ids = text.match(/"operationId": "[^"]+"/g) ?? []
    expect(ids).toHaveLength(new Set(ids).size)
  })
})

test('the document for clients of the original has the paths they know, and no others', () => {
  const dropIn = JSON.parse(documents[0]?.[1] ?? '{}') as { paths: Record<string, object> }
  const operations = Object.entries(dropIn.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(operations.sort()).toEqual([
    'GET /customer/licenses',
    'GET /customer/licenses/{licenseId}',
    'GET /customer/teams/{teamId}/licenses',
    'GET /plugins',
    'GET /products',
    'GET /token',
    'POST /customer/changeLicensesTeam',
    'POST /customer/licenses/assign',
    'POST /customer/licenses/revoke',
    'POST /token/rotate',
  ])
})

test('every route has a summary, and every parameter of its path is read', () => {
  for (const { path, params, summary, id } of apiRoutes) {
    expect([id, summary]).toEqual([id, expect.stringMatching(/\S/)])
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect([id, named]).toEqual([id, Object.keys((params as { shape?: object } | undefined)?.shape ?? {})])
  }
})
