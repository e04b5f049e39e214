import type { Refusal } from '@claviger/core/kernel/decision'
import type { FieldProblem } from '@claviger/core/kernel/fields'
import type { RefusalCode } from '@claviger/core/kernel/refusal-codes'

/** What a refusal says to whoever reads a program's log: one English sentence with the field and numbers it is about. */
export function refusalSentence(refusal: Refusal): string {
  const problems = (refusal as { fields?: readonly FieldProblem[] }).fields
  if (refusal.code === 'fields_wrong' && problems) return problems.map(fieldSentence).join(' ')
  return fieldSentence(refusal as unknown as FieldProblem)
}

function fieldSentence(problem: FieldProblem): string {
  const words = said(problem)
  return problem.field ? `${problem.field}: ${words}` : capital(words)
}

function said(problem: FieldProblem): string {
  const { min, max, most, position, codePoint, choices, free, asked, there } = problem as Facts
  switch (problem.code) {
    case 'out_of_range':
    case 'not_a_whole_number':
      return `must be a whole number from ${min} to ${max}.`
    case 'text_too_long':
      return `must not be longer than ${max} characters.`
    case 'text_hidden_character':
    case 'address_hidden_character':
      return `holds the character ${codePoint} at position ${position}, which cannot be kept.`
    case 'not_a_choice':
      return choices ? `must be one of ${choices.join(', ')}.` : 'must be one of the known words.'
    case 'no_free_seat':
      return asked === undefined
        ? 'no license is free.'
        : `${asked} licenses are asked for, ${free} are free.`
    case 'too_few_licenses':
      return `${asked} licenses are asked for, ${there} are there to be moved.`
    case 'too_many_tokens':
      return `nobody may have more than ${most} tokens; revoke one first.`
    default:
      return words[problem.code] ?? `${problem.code.replaceAll('_', ' ')}.`
  }
}

/** Where the code alone would say too little. */
const words: Readonly<Partial<Record<RefusalCode, string>>> = {
  last_team: 'the last team of a customer stays.',
  not_allowed: 'this token may not do that here.',
  same_team: 'this is one and the same team.',
  team_name_taken: 'another team is called so.',
  team_not_empty: 'the team has licenses, links or waiting orders; it can be merged into another one.',
  text_missing: 'must not be empty.',
  undo_window_over: 'the time in which it could be undone is over.',
}

interface Facts {
  readonly min?: unknown
  readonly max?: unknown
  readonly most?: unknown
  readonly position?: unknown
  readonly codePoint?: unknown
  readonly choices?: readonly string[]
  readonly free?: unknown
  readonly asked?: unknown
  readonly there?: unknown
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)
