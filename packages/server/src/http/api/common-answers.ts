import { z } from 'zod'
import type { AnswerShape, ApiRoute } from './api-route.ts'

/** The body of every error. */
export const errorShape = z
  .object({ code: z.string(), description: z.string() })
  .meta({ id: 'Error', description: 'A code for programs, and a text for whoever reads their log.' })

const error = (description: string): AnswerShape => ({ description, schema: errorShape })

const everywhere: Readonly<Record<number, AnswerShape>> = {
  400: error('What was sent cannot be read; the description names the field.'),
  401: error('MISSING_TOKEN_HEADER, MISSING_CUSTOMER_HEADER or INVALID_TOKEN.'),
  403: error('API_DISABLED, or INSUFFICIENT_PERMISSIONS.'),
  429: {
    ...error('TOO_MANY_REQUESTS.'),
    headers: { 'Retry-After': { description: 'Seconds to wait.', schema: z.string() } },
  },
}

const onWrites: Readonly<Record<number, AnswerShape>> = {
  400: error('What was sent cannot be read, or IDEMPOTENCY_KEY_INVALID.'),
  422: error('IDEMPOTENCY_KEY_REUSED, or a field is refused; the description names it.'),
}

/** All answers of a route: what it says itself, and what every route of its kind may answer. */
export function answersOf(route: ApiRoute): Readonly<Record<number, AnswerShape>> {
  return {
    ...everywhere,
    ...(route.params && { 404: error('NOT_FOUND, or nothing this token may know of.') }),
    ...(route.method !== 'get' && onWrites),
    ...(route.body && { 413: error('BODY_TOO_LARGE.') }),
    ...route.answers,
  }
}
