import { z } from 'zod'
import { importFormat } from '../packages/server/src/assignment/import-format.ts'

/** Where the description of the import format is kept. */
export const importSchemaPath = 'docs/api/import.schema.json'

/** The import format as JSON Schema, written from the schema that reads the files. */
export function importSchema(): string {
  const schema = z.toJSONSchema(importFormat, { target: 'draft-2020-12', io: 'input' })
  return `${JSON.stringify({ title: 'Claviger import', ...schema }, null, 2)}\n`
}
