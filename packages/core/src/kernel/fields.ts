import { accept, type Decision, type PlainRefusal, type Refusal, refuse } from './decision.ts'
import { isUuid } from './ids.ts'
import type { RefusalCode } from './refusal-codes.ts'

/** What is wrong with one field of a form. */
export interface FieldProblem {
  readonly code: RefusalCode
  readonly field: string
  readonly [fact: string]: unknown
}

/** A form that cannot be read: every wrong field at once, in the order of the form. */
export interface FieldsWrong extends PlainRefusal {
  readonly code: 'fields_wrong'
  readonly fields: readonly FieldProblem[]
}

type Readings = Readonly<Record<string, Decision<unknown>>>
type Plans<Fields extends Readings> = {
  readonly [Name in keyof Fields]: Extract<Fields[Name], { ok: true }>['plan']
}

/** Joins the readings of a form's fields: all their values, or every problem with the name of its field. */
export function readFields<Fields extends Readings>(fields: Fields): Decision<Plans<Fields>, FieldsWrong> {
  const problems: FieldProblem[] = []
  const plans: Record<string, unknown> = {}
  for (const [field, reading] of Object.entries(fields)) {
    if (reading.ok) plans[field] = reading.plan
    else problems.push({ ...reading.refusal, field })
  }
  return problems.length > 0 ? refuse('fields_wrong', { fields: problems }) : accept(plans as Plans<Fields>)
}

/** Reads a field that may be left empty: null when nothing but spaces was typed. */
export function optional<Plan, R extends Refusal>(
  text: string | undefined,
  read: (text: string) => Decision<Plan, R>,
): Decision<Plan | null, R> {
  return text === undefined || text.trim() === '' ? accept(null) : read(text)
}

/** Reads a choice among a few words. */
export function readChoice<const Choice extends string>(
  text: unknown,
  choices: readonly Choice[],
): Decision<Choice, { readonly code: 'not_a_choice'; readonly choices: readonly Choice[] }> {
  const found = choices.find((one) => one === text)
  return found === undefined ? refuse('not_a_choice', { choices }) : accept(found)
}

/** Reads the id a form was given when it was shown, by which sending it twice is told from two forms. */
export function readFormId(text: unknown): Decision<string, { readonly code: 'not_a_form_id' }> {
  return typeof text === 'string' && isUuid(text) ? accept(text.toLowerCase()) : refuse('not_a_form_id')
}
