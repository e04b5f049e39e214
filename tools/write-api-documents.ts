import { mkdirSync, writeFileSync } from 'node:fs'
import { apiClient, apiClientPath } from './api-client.ts'
import { apiDocuments } from './api-documents.ts'
import { importSchema, importSchemaPath } from './import-schema.ts'

mkdirSync('docs/api', { recursive: true })
for (const [path, text] of apiDocuments()) writeFileSync(path, text)
writeFileSync(importSchemaPath, importSchema())
writeFileSync(apiClientPath, apiClient(JSON.parse(apiDocuments().get('docs/api/openapi.json') ?? '{}')))
