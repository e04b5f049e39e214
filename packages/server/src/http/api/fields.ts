import { calendarDate } from '@claviger/core/kernel/calendar'
import { isUuid } from '@claviger/core/kernel/ids'
import { z } from 'zod'

// What clients of the JetBrains Account API send is bound as the original binds it (a Kotlin binder): generously, and
// in ways of its own. Each of these reads as the document says and takes a little more.

/** A text that must be there; numbers and truth values are taken as their own spelling. */
export const lenientText = z.preprocess(spelled, z.string('must be a text'))

/** The same, where it may be missing or null. */
export const lenientOptionalText = z.preprocess((sent) => spelled(sent) ?? undefined, z.string().optional())

/** A number of 32 bits: missing and null are 0, fractions are cut off, digits in a text are read. */
export const lenientInt32 = z.preprocess(
  (sent) => (typeof sent === 'number' ? Math.trunc(sent) : integerIn(sent ?? 0)),
  z.int32('must be a whole number of 32 bits').meta({ format: 'int32' }),
)

/** A list of texts that must be there; what is no text in it becomes one, but for null. */
export const lenientTexts = z.array(lenientText, 'must be a list')

/** True or false; missing and null are false, and nothing else is guessed at. */
export const strictFlag = z.preprocess((sent) => sent ?? false, z.boolean('must be true or false'))

// What our own routes read is written as the document says, or it is refused.

const must = (words: string) => ({ error: (issue: { readonly input?: unknown }) => said(issue, words) })
const said = ({ input }: { readonly input?: unknown }, words: string) =>
  input === undefined ? 'is missing' : words

/** A text of 1 to `max` characters. */
export const text = (max: number) =>
  z
    .string(must('must be a text'))
    .min(1, 'must not be empty')
    .max(max, `must not be longer than ${max} characters`)

/** A whole number of 32 bits. */
export const int32 = z.int32(must('must be a whole number of 32 bits')).meta({ format: 'int32' })

/** A calendar day, written YYYY-MM-DD. */
export const dateText = z
  .string(must('must be a day written YYYY-MM-DD'))
  .refine((day) => calendarDate(day).ok, 'must be a day written YYYY-MM-DD')
  .meta({ format: 'date' })

/** A moment in an answer: ISO 8601 with milliseconds and offset. */
export const momentText = z.string().meta({ format: 'date-time' })

/** An id that Claviger drew. */
export const uuidText = z
  .string(must('must be an id'))
  .refine(isUuid, 'must be an id')
  .transform((id) => id.toLowerCase())
  .meta({ format: 'uuid' })

/** A whole number in an address or a query, from one number to another. */
export function numberText(min: number, max: number) {
  const words = `must be a whole number from ${min} to ${max}`
  return z.preprocess(integerIn, z.int(words).min(min, words).max(max, words))
}

/** The number of a team in an address or a query. */
export const teamNumber = numberText(1, 2_147_483_647)

/** True or false in a query, however it is capitalized; a literal `null` is as good as nothing. */
export const flagText = z.preprocess((sent) => {
  const word = typeof sent === 'string' ? sent.toLowerCase() : sent
  return word === 'true' ? true : word === 'false' ? false : word === 'null' ? undefined : word
}, z.boolean('must be true or false').optional())

/** Which part of a list is asked for. */
export const pageQuery = {
  page: numberText(1, 2_147_483_647).default(1).describe('The page, from 1.'),
  perPage: numberText(1, 200).default(100).describe('How many entries a page has.'),
}

function spelled(sent: unknown): unknown {
  return typeof sent === 'number' || typeof sent === 'boolean' ? String(sent) : sent
}

/** A text of digits as its number; anything else as it is, for the schema to refuse. */
function integerIn(sent: unknown): unknown {
  return typeof sent === 'string' && /^-?\d{1,15}$/.test(sent.trim()) ? Number(sent) : sent
}
