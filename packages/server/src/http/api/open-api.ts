import { z } from 'zod'
import type { AnswerShape, ApiRoute } from './api-route.ts'
import { answersOf } from './common-answers.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * The OpenAPI 3.1 document of these routes, made from the schemas that read their requests and are held to their
 * answers.
 */
export function openApiDocument(routes: readonly ApiRoute[], server: string): object {
  const schemas = new Map<string, unknown>()
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route, schemas) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Claviger account API',
      version: '1',
      description:
        'Licenses, teams and people of a customer, for programs. The guide is docs/guides/account-api.md.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    security: [{ token: [], customer: [] }],
    tags: [...new Set(routes.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
        customer: { type: 'apiKey', in: 'header', name: 'X-Customer-Code' },
      },
      schemas: Object.fromEntries([...schemas].sort(([one], [other]) => (one < other ? -1 : 1))),
    },
  }
}

type Schemas = Map<string, unknown>

function operationOf(route: ApiRoute, schemas: Schemas): Json {
  const { id, group, summary, description } = route
  const parameters = [
    ...parametersOf(route.params, 'path', schemas),
    ...parametersOf(route.query, 'query', schemas),
    ...(route.method === 'get' ? [] : [idempotencyKey]),
  ]
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description !== undefined && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: bodyOf(route.body, schemas) }),
    responses: Object.fromEntries(
      Object.entries(answersOf(route)).map(([status, shape]) => [status, answerOf(shape, schemas)]),
    ),
  }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key with the same request is done once and answered the same for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x20-\\x7e]+$' },
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: Schemas): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = shapeOf(schema, 'input', schemas) as {
    properties?: Readonly<Record<string, Json>>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { description, ...one }]) => ({
    ...{ name, in: place, required: place === 'path' || required.includes(name) },
    ...(description !== undefined && { description }),
    schema: one,
  }))
}

function bodyOf(schema: z.ZodType, schemas: Schemas): Json {
  return {
    required: !schema.safeParse(undefined).success,
    content: { 'application/json': { schema: shapeOf(schema, 'input', schemas) } },
  }
}

function answerOf({ description, schema, headers }: AnswerShape, schemas: Schemas): Json {
  const told = Object.entries(headers ?? {}).map(([name, header]) => [
    name,
    { description: header.description, schema: shapeOf(header.schema, 'output', schemas) },
  ])
  return {
    description,
    ...(told.length > 0 && { headers: Object.fromEntries(told) }),
    ...(schema && { content: { 'application/json': { schema: shapeOf(schema, 'output', schemas) } } }),
  }
}

/** One schema as JSON Schema; those with a name of their own are kept among the components. */
function shapeOf(schema: z.ZodType, io: 'input' | 'output', schemas: Schemas): Json {
  const { $schema: _dialect, $defs = {}, ...shape } = z.toJSONSchema(schema, { io }) as Json
  for (const [name, one] of Object.entries($defs as object)) schemas.set(name, pointed(one))
  return pointed(shape) as Json
}

function pointed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) =>
      name === '$ref' && typeof one === 'string'
        ? [name, one.replace('#/$defs/', '#/components/schemas/')]
        : [name, pointed(one)],
    ),
  )
}
