import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importFormat } from '../packages/server/src/assignment/import-format.ts'
import { importSchema, importSchemaPath } from './import-schema.ts'

test('the JSON Schema is what the import reads: node tools/write-api-documents.ts writes it', () => {
  expect(readFileSync(importSchemaPath, 'utf8')).toBe(importSchema())
})

test('every field of the import format says what it is', () => {
  expect(unsaid(JSON.parse(importSchema()))).toEqual([])
})

test.each(['stories/worlds/drop-in.json', 'docs/guides/import.example.json'])(
  '%s is an import file',
  (path) => {
    expect(importFormat.safeParse(JSON.parse(readFileSync(path, 'utf8'))).error?.issues).toBeUndefined()
  },
)

interface Schema {
  readonly description?: string
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
}

function unsaid({ properties = {}, items, oneOf = [] }: Schema, path = ''): string[] {
  const fields = Object.entries(properties).flatMap(([name, field]) => [
    ...(field.description || field.const ? [] : [`${path}.${name}`]),
    ...unsaid(field, `${path}.${name}`),
  ])
  return [...fields, ...[...oneOf, ...(items ? [items] : [])].flatMap((one) => unsaid(one, path))]
}
