import { mkdirSync, writeFileSync } from 'node:fs'
import { apiClient, apiClientPath } from './api-client.ts'
import { apiDocuments } from './api-documents.ts'
import { importSchema, importSchemaPath } from './import-schema.ts'
import { rolesGuide, rolesGuidePath } from './roles-guide.ts'

const documents = apiDocuments()
mkdirSync('docs/api', { recursive: true })
for (const [path, text] of documents) writeFileSync(path, text)
writeFileSync(importSchemaPath, importSchema())
writeFileSync(apiClientPath, apiClient(JSON.parse(documents.get('docs/api/openapi.json') ?? '')))
writeFileSync(rolesGuidePath, rolesGuide())
