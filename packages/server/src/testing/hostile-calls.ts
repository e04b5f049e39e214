import fc from 'fast-check'
import { apiRoutes } from '../app.ts'
import { openApiDocument } from '../http/api/open-api.ts'
import type { ApiTrial } from './api-world.ts'
import {
  allowedBy,
  almost,
  hostileText,
  hostileValue,
  type JsonSchema,
  type KnownValues,
} from './hostile-values.ts'

/** One call somebody made up; whose token comes with it is named. */
export interface HostileCall {
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly caller: string
  readonly headers: Readonly<Record<string, string>>
  readonly text?: string
  readonly inPieces: boolean
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: JsonSchema
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: JsonSchema } }
  }
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

const callers = fc.oneof(
  { weight: 8, arbitrary: fc.constant('admin') },
  { weight: 4, arbitrary: fc.constantFrom('teamAdmin', 'viewer', 'teamViewer', 'otherTeam', 'rival') },
  { weight: 1, arbitrary: fc.constantFrom('nobody', 'wrong', 'odd') },
)

/**
 * Calls of every operation of the API's own document: right (these trials, by operation), nearly right, made of what the
 * document allows, and not meant at all.
 */
export function hostileCalls(
  known: KnownValues,
  trials: Readonly<Record<string, ApiTrial>>,
): fc.Arbitrary<HostileCall> {
  const document = openApiDocument(apiRoutes, 'https://licenses.fenwick.example/api/v1') as Document
  const within = { known, trials, schemas: document.components.schemas }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => callOf({ path, method, operation }, within)),
  )
  return fc.oneof(...operations)
}

interface Within {
  readonly known: KnownValues
  readonly trials: Readonly<Record<string, ApiTrial>>
  readonly schemas: Readonly<Record<string, JsonSchema>>
}

/** What a call says, beside how it is sent. */
interface Said {
  readonly params: Values
  readonly query: Values
  readonly text: string | undefined
}

function callOf(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  within: Within,
): fc.Arbitrary<HostileCall> {
  return fc
    .record({
      said: saidTo(operation, within),
      method: fc.oneof(
        { weight: 24, arbitrary: fc.constant(method.toUpperCase()) },
        { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS') },
      ),
      caller: callers,
      headers: headers,
      inPieces: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    })
    .map(({ said: { params, query, text }, headers: more, ...call }) => ({
      ...call,
      operation: operation.operationId,
      path: placeOf(path, params) + searchOf(query),
      headers: more,
      ...(text !== undefined && { text }),
      inPieces: call.inPieces && text !== undefined,
    }))
}

function saidTo(
  { operationId, parameters = [], requestBody }: Operation,
  within: Within,
): fc.Arbitrary<Said> {
  const schema = requestBody?.content['application/json'].schema
  const { params = {}, query = {}, body } = within.trials[operationId] ?? {}
  const text = (json: fc.Arbitrary<unknown>) => json.map((value) => JSON.stringify(value))
  const place = { params: fc.constant(params), query: fc.constant(query) }
  return fc.oneof(
    { weight: 1, arbitrary: fc.record({ ...place, text: text(fc.constant(body)) }) },
    { weight: 1, arbitrary: fc.record({ ...place, text: text(almost(fc.constant(body))) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        params: valuesOf(parameters, 'path', within),
        query: valuesOf(parameters, 'query', within),
        text: schema ? bodyOf(schema, within) : fc.constant(undefined),
      }),
    },
  )
}

type Values = Readonly<Record<string, unknown>>

function valuesOf(parameters: readonly Parameter[], place: string, within: Within): fc.Arbitrary<Values> {
  const here = parameters.filter((parameter) => parameter.in === place)
  const pairs = here.map(({ name, schema }) => [
    name,
    fc.oneof(
      { weight: 4, arbitrary: allowedBy(schema, { ...within, name }) },
      { weight: 1, arbitrary: hostileText },
    ),
  ])
  const record = Object.fromEntries(pairs) as Record<string, fc.Arbitrary<unknown>>
  return place === 'path' ? fc.record(record) : fc.record(record, { requiredKeys: [] })
}

function bodyOf(schema: JsonSchema, within: Within): fc.Arbitrary<string> {
  const right = allowedBy(schema, within)
  const json = fc.oneof(
    { weight: 4, arbitrary: right },
    { weight: 4, arbitrary: almost(right) },
    { weight: 1, arbitrary: hostileValue },
  )
  const text = json.map((value) => JSON.stringify(value) ?? '')
  return fc.oneof(
    { weight: 12, arbitrary: text },
    { weight: 1, arbitrary: text.map((whole) => whole.slice(0, Math.floor(whole.length / 2))) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', 'null', '1e999', '[]', '{}{}', '{"a":'.repeat(2000), '\ufeff{}'),
    },
  )
}

const headers: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .record(
    {
      'Content-Type': fc.constantFrom('application/json', 'text/plain', 'multipart/form-data', '*/*'),
      'Idempotency-Key': fc.oneof(fc.constantFrom('one', 'two', 'x'.repeat(201), 'ü'), fc.uuid()),
      Cookie: fc.constant('__Host-claviger_session=x.y'),
    },
    { requiredKeys: [] },
  )
  .map((sent) => ({ ...sent }) as Record<string, string>)

function placeOf(path: string, params: Values): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => escaped(params[name]))
}

function searchOf(query: Values): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${escaped(value)}`)
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

/** Percent signs of a few odd texts go out as they are: half an escape must be met too. */
function escaped(value: unknown): string {
  const text = String(value).toWellFormed()
  return text === '%' || text === '%00' ? text : encodeURIComponent(text)
}
