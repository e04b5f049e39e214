import type { AssignmentOutcome, AssignmentPlan } from '@claviger/core/assignment/plan-assignment'
import type { Refusal } from '@claviger/core/kernel/decision'
import type { AssignForm, ReadList } from './assign-form.ts'

/** One row of the preview. */
export interface PreviewLine {
  /** The row's number, by which fixes name it. */
  readonly line: number
  /** The line of the pasted text. */
  readonly textLine: number
  readonly raw: string
  readonly name: string
  readonly address: string
  /** What the field for putting it right holds: what was typed there before, else the row. */
  readonly typed: string
  readonly reason: Refusal | null
  readonly suggestion: string | null
  readonly mayGoAnyway: boolean
  readonly remarks: readonly ('tidied' | 'returned_before' | 'edited')[]
}

type Group = AssignmentOutcome['group']

/** What would happen, grouped; long groups are shown by their first rows and counted whole. */
export interface Preview {
  readonly text: string
  readonly counts: Readonly<Record<Group, number>>
  readonly shown: Readonly<Record<Group, readonly PreviewLine[]>>
  readonly people: number
  readonly freeSeats: number
  /** Fixes made so far, to be sent again. */
  readonly fixes: readonly {
    readonly line: number
    readonly raw: string
    readonly address: string
    readonly anyway: boolean
  }[]
  /** Teams named in the list other than the one chosen; they decide nothing. */
  readonly otherTeams: readonly string[]
  readonly unreadColumns: readonly string[]
  readonly truncatedAt: number | null
}

const mostShown: Readonly<Record<Group, number>> = { look: 200, ready: 100, skipped: 100, short: 100 }
const groups: readonly Group[] = ['look', 'ready', 'skipped', 'short']

/** Groups a plan for the screen. */
export function previewOf(form: AssignForm, list: ReadList, plan: AssignmentPlan, team: string): Preview {
  const byLine = new Map(list.rows.map((row) => [row.line, row]))
  const linesOf = (group: Group) =>
    plan.outcomes
      .filter((outcome) => outcome.group === group)
      .slice(0, mostShown[group])
      .map((outcome) => lineOf(outcome, byLine.get(outcome.row.line)?.textLine ?? 0, form))
  const count = (group: Group) => plan.outcomes.filter((outcome) => outcome.group === group).length
  const perGroup = <Value>(value: (group: Group) => Value) =>
    Object.fromEntries(groups.map((group) => [group, value(group)])) as Record<Group, Value>
  const counts = perGroup(count)
  return {
    ...{ text: form.text, counts, shown: perGroup(linesOf), freeSeats: plan.freeSeats },
    people: counts.ready + counts.short,
    fixes: [...form.fixes].map(([line, fix]) => ({ line, ...fix })),
    otherTeams: teamsBesides(team, list),
    unreadColumns: list.columns.filter(({ role }) => role === null).map(({ heading }) => heading),
    truncatedAt: list.truncatedAt,
  }
}

function lineOf(outcome: AssignmentOutcome, textLine: number, form: AssignForm): PreviewLine {
  const { line, raw, name, address } = outcome.row
  const reason = outcome.group === 'ready' ? null : outcome.reason
  const fix = form.fixes.get(line)
  const typed = fix?.raw === raw ? fix.address : ''
  return {
    ...{ line, textLine, raw, name, reason },
    address: address?.typed ?? '',
    typed: typed || address?.typed || raw,
    suggestion: outcome.group === 'look' ? (outcome.suggestion ?? suggestedIn(outcome.reason)) : null,
    mayGoAnyway: outcome.group === 'look' && outcome.mayGoAnyway,
    remarks: [
      ...(outcome.group === 'ready' ? outcome.remarks : []),
      ...(typed === '' ? [] : (['edited'] as const)),
    ],
  }
}

function suggestedIn(reason: Refusal): string | null {
  return typeof reason.suggestion === 'string' ? reason.suggestion : null
}

function teamsBesides(chosen: string, { rows }: ReadList): string[] {
  const named = new Set(rows.map((row) => row.team).filter((team) => team !== '' && team !== chosen))
  return [...named].slice(0, 5)
}
