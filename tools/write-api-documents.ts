import { mkdirSync, writeFileSync } from 'node:fs'
import { apiDocuments } from './api-documents.ts'

mkdirSync('docs/api', { recursive: true })
for (const [path, text] of apiDocuments()) writeFileSync(path, text)
