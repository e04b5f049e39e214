import type { z } from 'zod'
import type { ApiAnswer } from '../http/api/api-route.ts'
import { problem } from '../http/api/refused.ts'

/**
 * Answers a body that a route of the original contract cannot read: what is missing is said as clients know it, in
 * words of the field's own where it has some; what is there and cannot be read is named.
 */
export function unreadableBody(
  { issues }: z.core.$ZodError,
  sent: unknown,
  words: Readonly<Record<string, string>> = {},
): ApiAnswer {
  const { path, message } = issues[0] ?? { path: [], message: 'cannot be read' }
  const value = path.reduce<unknown>((place, step) => Object(place)[step], sent) ?? undefined
  const field = path.join('.')
  return field !== '' && value !== undefined
    ? problem(400, 'INVALID_FIELD', `${field} ${message}.`)
    : problem(400, 'MISSING_FIELD', words[field] ?? 'MISSING_FIELD')
}
