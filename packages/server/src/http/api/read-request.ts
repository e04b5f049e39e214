import { unkeptTextIn } from '@claviger/core/kernel/text'
import type { z } from 'zod'
import type { ApiAnswer, ApiRoute } from './api-route.ts'
import { problem } from './refused.ts'

/** What was asked for, read by the route's schemas; or what to answer instead. */
export type Reading =
  | { readonly ok: true; readonly params: unknown; readonly query: unknown; readonly body: unknown }
  | { readonly ok: false; readonly answer: ApiAnswer }

/** What came, before anything was understood. */
export interface Sent {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

/** Reads a request: its address, its query, its body, and whether all of its texts can be kept. */
export function readRequest(route: ApiRoute, { params, query, bytes }: Sent): Reading {
  const where = read(route.params, params)
  if (!where.success) return turned(nothingHere())
  const asked = read(route.query, query)
  if (!asked.success) return turned(problem(400, 'INVALID_PARAMETER', sentenceOf(asked.error)))
  const sent = jsonIn(bytes)
  const body = read(route.body, sent)
  if (!body.success) return turned(unreadable(route, body.error, sent))
  const unkept = unkeptTextIn([where.data, asked.data, body.data])
  if (unkept) return turned(problem(400, 'INVALID_FIELD', unkeptSentence(unkept)))
  return { ok: true, params: where.data, query: asked.data, body: body.data }
}

/** There is no such address, or nothing a caller may know of. */
export function nothingHere(): ApiAnswer {
  return problem(404, 'NOT_FOUND', 'There is nothing at this address.')
}

type Read = { success: true; data: unknown } | { success: false; error: z.core.$ZodError }

function read(schema: z.ZodType | undefined, sent: unknown): Read {
  return schema ? schema.safeParse(sent, { error: said }) : { success: true, data: undefined }
}

const turned = (answer: ApiAnswer): Reading => ({ ok: false, answer })

/** A route of the original answers as the original does; one of ours says which field it is and what it must be. */
function unreadable(route: ApiRoute, error: z.core.$ZodError, sent: unknown): ApiAnswer {
  if (route.unreadable) return route.unreadable(error, sent)
  if (route.dropIn) return problem(400, 'MISSING_FIELD', 'MISSING_FIELD')
  return sent === undefined
    ? problem(400, 'MISSING_FIELD', 'The body must be a JSON object.')
    : problem(400, 'INVALID_FIELD', sentenceOf(error))
}

/** The body as JSON, whatever its Content-Type says; nothing when it is empty or cannot be read. */
function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function sentenceOf({ issues }: z.core.$ZodError): string {
  const [first] = issues
  return first ? `${first.path.join('.') || 'The body'} ${first.message}.` : 'This cannot be read.'
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

/** Words for what the schemas have none for. */
function said(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? 'something else'}`
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`
    case 'too_small':
      return `must be at least ${issue.minimum}`
    case 'too_big':
      return `must be at most ${issue.maximum}`
    default:
      return 'cannot be read'
  }
}

function unkeptSentence({
  field,
  codePoint,
  position,
}: {
  field: string
  codePoint: string
  position: number
}) {
  return `${field} holds the character ${codePoint} at position ${position}, which cannot be kept.`
}
