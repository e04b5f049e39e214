import { type CalendarDate, calendarDate, dateFrom } from '../kernel/calendar.ts'
import { type Decision, type PlainRefusal, refuse } from '../kernel/decision.ts'
import type { RefusalCode } from '../kernel/refusal-codes.ts'

/** What can be wrong with a file beside what can be wrong with any text. */
export type ImportProblemCode =
  | 'not_set_up'
  | 'wrong_shape'
  | 'unknown_field'
  | 'nested_too_deep'
  | 'twice'
  | 'ends_before_start'
  | 'in_the_future'
  | 'either_dates_or_perpetual'
  | 'perpetual_is_no_trial'
  | 'perpetual_is_not_per_user'
  | 'organization_is_another'
  | 'product_unknown'
  | 'product_of_another_kind'
  | 'members_wrong'
  | 'team_unknown'
  | 'team_ended'
  | 'team_name_is_taken'
  | 'license_of_another'
  | 'not_for_a_person'
  | 'role_needs_team'
  | 'role_is_for_all_teams'
  | 'no_administrator'
  | 'token_above_roles'

/** One thing that is wrong, and where: `licenses[17].team`. */
export interface ImportProblem {
  readonly path: string
  readonly code: ImportProblemCode | RefusalCode
  readonly [fact: string]: unknown
}

/** Why a file is not brought in: the first problems, and how many there are. */
export interface ImportWrong extends PlainRefusal {
  readonly code: 'import_wrong'
  readonly problems: readonly ImportProblem[]
  readonly count: number
}

/** Reads value by value and goes on after a wrong one, so that one look finds everything. */
export interface ImportReader {
  readonly problems: ImportProblem[]
  note(path: string, code: ImportProblemCode, facts?: Readonly<Record<string, unknown>>): void
  /** The value that was read, or the one given instead once the problem is noted. */
  take<Value>(path: string, read: Decision<Value>, instead: NoInfer<Value>): Value
  /** A day of the calendar. Files repeat the same few, so each is looked up in the calendar once. */
  day(path: string, text: string): CalendarDate
  /** Notes what stands in a list for the second time. */
  once(seen: Map<unknown, string>, key: unknown, path: string): void
}

const anyDay = dateFrom('2000-01-01')

export function startReading(): ImportReader {
  const problems: ImportProblem[] = []
  const days = new Map<string, CalendarDate>()
  return {
    problems,
    note: (path, code, facts) => void problems.push({ ...facts, path, code }),
    take(path, read, instead) {
      if (read.ok) return read.plan
      problems.push({ ...read.refusal, path })
      return instead
    },
    day(path, text) {
      const known = days.get(text)
      if (known) return known
      const read = calendarDate(text)
      if (read.ok) days.set(text, read.plan)
      return this.take(path, read, anyDay)
    },
    once(seen, key, path) {
      const first = seen.get(key)
      if (first === undefined) seen.set(key, path)
      else problems.push({ path, code: 'twice', first })
    },
  }
}

const mostTold = 100

/** Refuses a file with the first of its problems and their number. */
export function importWrong({ problems }: Pick<ImportReader, 'problems'>) {
  return refuse('import_wrong', { problems: problems.slice(0, mostTold), count: problems.length })
}
