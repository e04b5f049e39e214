import { execFileSync } from 'node:child_process'

/** What of JSON Schema the documents use. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema: Schema } }
}

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header'
    readonly required?: boolean
    readonly description?: string
    readonly schema: Schema
  }[]
  readonly requestBody?: Content & { readonly required?: boolean }
  readonly responses: Readonly<
    Record<string, Content & { readonly headers?: Readonly<Record<string, unknown>> }>
  >
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** Where the typed client is kept. */
export const apiClientPath = 'packages/cli/src/api/account-api.ts'

/** Writes the types of an OpenAPI document, what each operation takes and answers, and where it is. */
export function apiClient(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const text = [
    '// Written by tools/write-api-documents.ts from docs/api/openapi.json.',
    ...Object.entries(document.components.schemas).map(namedType),
    '/** What each operation of the account API takes and answers. */',
    `export interface Operations {\n${operations.map(operationType).join('\n')}\n}`,
    '/** Where each operation is, and which of what it takes goes into the query. */',
    `export const operations = {\n${operations.map(operationPlace).join('\n')}\n} as const`,
  ]
  return formatted(text.join('\n\n'))
}

type Placed = { readonly path: string; readonly method: string; readonly operation: Operation }

function namedType([name, schema]: [string, Schema]): string {
  const words = comment(schema.description)
  return schema.type === 'object' && schema.properties
    ? `${words}export interface ${nameOf(name)} ${typeOf(schema)}`
    : `${words}export type ${nameOf(name)} = ${typeOf(schema)}`
}

/** A name the language has for something else is told apart. */
const nameOf = (name: string) => (name in globalThis ? `Api${name}` : name)

function operationType({ operation }: Placed): string {
  const { operationId, summary, parameters = [], requestBody } = operation
  const named = parameters.filter((one) => one.in !== 'header')
  const fields = named.map((one) =>
    field(one.name, { ...one.schema, ...described(one) }, one.required === true),
  )
  const body = requestBody?.content?.['application/json']?.schema
  if (body) fields.push(field('body', body, requestBody?.required === true))
  const request = fields.length > 0 ? `{ ${fields.join('\n')} }` : 'Readonly<Record<string, never>>'
  return `${comment(summary)}${operationId}: { request: ${request}; answer: ${answerType(operation)} }`
}

function answerType({ responses }: Operation): string {
  const shapes = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content }]) => content?.['application/json']?.schema)
  const types = shapes.map((schema) => (schema ? typeOf(schema) : 'undefined'))
  return [...new Set(types)].join(' | ')
}

function operationPlace({ path, method, operation }: Placed): string {
  const query = (operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name)
  return `${operation.operationId}: ${JSON.stringify({ method: method.toUpperCase(), path, query })},`
}

function field(name: string, schema: Schema, required: boolean): string {
  return `${comment(schema.description)}readonly ${key(name)}${required ? '' : '?'}: ${typeOf(schema)}`
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref.replace('#/components/schemas/', ''))
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  const several = schema.anyOf ?? schema.oneOf
  if (several) return [...new Set(several.map(typeOf))].join(' | ')
  switch (schema.type) {
    case 'object':
      return objectType(schema)
    case 'array':
      return `readonly (${schema.items ? typeOf(schema.items) : 'unknown'})[]`
    case 'integer':
      return 'number'
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type
    default:
      return 'unknown'
  }
}

function objectType({ properties, required = [], additionalProperties }: Schema): string {
  if (!properties) {
    const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'
    return `Readonly<Record<string, ${values}>>`
  }
  const fields = Object.entries(properties).map(([name, one]) => field(name, one, required.includes(name)))
  return `{\n${fields.join('\n')}\n}`
}

const key = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name))
const comment = (words: string | undefined) => (words ? `/** ${words.replaceAll('*/', '* /')} */\n` : '')
const described = ({ description }: { readonly description?: string | undefined }) =>
  description === undefined ? {} : { description }

/** The one style there is, so that the file is looked at like any other. */
function formatted(text: string): string {
  const biome = ['--no-install', 'biome', 'format', `--stdin-file-path=${apiClientPath}`]
  return execFileSync('npx', biome, { input: text, encoding: 'utf8' })
}
