import type { RowPlace } from '@claviger/core/assignment/place-rows'
import type { AssignmentOutcome, AssignmentPlan } from '@claviger/core/assignment/plan-assignment'
import type { Refusal } from '@claviger/core/kernel/decision'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import type { Fix, ListRow } from './assign-form.ts'

/** One row of the preview. */
export interface PreviewLine {
  /** The row's number, by which fixes name it. */
  readonly line: number
  /** The line of the pasted text, or the row of the file. */
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
  /** Product and team of its license, where the rows differ in that. */
  readonly from: { readonly product: string; readonly team: string } | null
  /** The last day, where it is given until one. */
  readonly endsOn: string | null
}

export type Group = AssignmentOutcome['group']

/** How many rows take from one pool, and how many it has. */
export interface SeatLine {
  readonly product: string
  /** The product's word in addresses. */
  readonly slug: string
  readonly team: string
  readonly asked: number
  readonly ready: number
  readonly free: number
}

/** What would happen, grouped; long groups are shown by some of their rows and counted whole. */
export interface Preview {
  readonly counts: Readonly<Record<Group, number>>
  readonly shown: Readonly<Record<Group, readonly PreviewLine[]>>
  /** Everybody who would get a license if there were enough. */
  readonly people: number
  readonly seats: readonly SeatLine[]
}

/** A plan and what it was made from. */
export interface Planned {
  readonly plan: AssignmentPlan
  readonly rows: ReadonlyMap<number, ListRow>
  readonly fixes: ReadonlyMap<number, Fix>
  /** The pool of rows that name none. */
  readonly chosen: RowPlace
  readonly pools: readonly SeatCount[]
}

/** Which rows of a group are shown. */
export type Shown = (group: Group) => { readonly from: number; readonly count: number }

export const groups: readonly Group[] = ['look', 'short', 'ready', 'skipped']

const firstRows: Readonly<Record<Group, number>> = { look: 200, ready: 100, skipped: 100, short: 100 }

/** The first rows of every group. */
export const showFirst: Shown = (group) => ({ from: 0, count: firstRows[group] })

/** Groups a plan for the screen. */
export function previewOf(planned: Planned, show: Shown = showFirst): Preview {
  const { outcomes } = planned.plan
  const grouped = new Map(groups.map((group) => [group, outcomes.filter((one) => one.group === group)]))
  const differ = new Set(outcomes.map(({ row }) => JSON.stringify(row.place ?? planned.chosen))).size > 1
  const perGroup = <Value>(value: (group: Group, members: readonly AssignmentOutcome[]) => Value) =>
    Object.fromEntries(groups.map((group) => [group, value(group, grouped.get(group) ?? [])])) as Record<
      Group,
      Value
    >
  const counts = perGroup((_, members) => members.length)
  return {
    counts,
    shown: perGroup((group, members) => {
      const { from, count } = show(group)
      return members.slice(from, from + count).map((outcome) => lineOf(outcome, planned, differ))
    }),
    people: counts.ready + counts.short,
    seats: seatLines(planned),
  }
}

/** One row that would get a license, for choosing who does. */
export function lineOf(outcome: AssignmentOutcome, planned: Planned, differ: boolean): PreviewLine {
  const { line, raw, name, address, endsOn } = outcome.row
  const fix = planned.fixes.get(line)
  const typed = fix?.raw === raw ? fix.address : ''
  return {
    ...{ line, raw, name, textLine: planned.rows.get(line)?.textLine ?? 0 },
    reason: outcome.group === 'ready' ? null : asSeen(outcome.reason, planned),
    address: address?.typed ?? '',
    typed: typed || address?.typed || raw,
    suggestion: outcome.group === 'look' ? (outcome.suggestion ?? suggestedIn(outcome.reason)) : null,
    mayGoAnyway: outcome.group === 'look' && outcome.mayGoAnyway,
    remarks: [
      ...(outcome.group === 'ready' ? outcome.remarks : []),
      ...(typed === '' ? [] : (['edited'] as const)),
    ],
    from: differ && address ? namesOf(outcome.row.place ?? planned.chosen, planned.pools) : null,
    endsOn: endsOn ?? null,
  }
}

/** "The first is on line 4": the line its owner sees, not the row's place in the list. */
function asSeen(reason: Refusal, { rows }: Planned): Refusal {
  if (reason.code !== 'twice_in_list') return reason
  const seen = <Facts extends { readonly [fact: string]: unknown }>(facts: Facts): Facts =>
    typeof facts.firstLine === 'number'
      ? { ...facts, firstLine: rows.get(facts.firstLine)?.textLine ?? facts.firstLine }
      : facts
  return { ...seen(reason), why: reason.why.map((rule) => ({ ...rule, facts: seen(rule.facts) })) }
}

function suggestedIn(reason: Refusal): string | null {
  return typeof reason.suggestion === 'string' ? reason.suggestion : null
}

function namesOf(place: RowPlace, pools: readonly SeatCount[]) {
  const pool = poolAt(place, pools)
  return { product: pool?.product.name ?? place.productCode, team: pool?.team.name ?? '' }
}

function poolAt({ teamId, productCode }: RowPlace, pools: readonly SeatCount[]): SeatCount | undefined {
  return pools.find(({ team, product }) => team.id === teamId && product.code === productCode)
}

/** Counts by pool who takes from it and what it has, in the order of the list. */
function seatLines({ plan, chosen, pools }: Planned): SeatLine[] {
  const lines = new Map<string, { place: RowPlace; asked: number; ready: number }>()
  for (const { group, row } of plan.outcomes) {
    if (group !== 'ready' && group !== 'short') continue
    const place = row.place ?? chosen
    const key = `${place.productCode} ${place.teamId}`
    const line = lines.get(key) ?? { place, asked: 0, ready: 0 }
    lines.set(key, { place, asked: line.asked + 1, ready: line.ready + (group === 'ready' ? 1 : 0) })
  }
  return [...lines.values()].map(({ place, asked, ready }) => {
    const pool = poolAt(place, pools)
    return { ...namesOf(place, pools), slug: pool?.product.slug ?? '', asked, ready, free: pool?.free ?? 0 }
  })
}
