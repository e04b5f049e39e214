import { apiRoutes } from '../packages/server/src/app.ts'
import { openApiDocument } from '../packages/server/src/http/api/open-api.ts'

/** Where somebody's installation would be; each one serves the documents with its own address. */
const server = 'https://licenses.example.com/api/v1'

/** The documents of the account API as they are kept in docs/api, by path: what clients know, and everything. */
export function apiDocuments(): ReadonlyMap<string, string> {
  const dropIn = apiRoutes.filter((route) => route.dropIn)
  return new Map([
    ['docs/api/swagger.json', textOf(openApiDocument(dropIn, server))],
    ['docs/api/openapi.json', textOf(openApiDocument(apiRoutes, server))],
  ])
}

const textOf = (document: object) => `${JSON.stringify(document, null, 2)}\n`
