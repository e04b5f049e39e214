import type {
  AssignmentOutcome,
  AssignmentPlan,
  AssignmentRow,
} from '@claviger/core/assignment/plan-assignment'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { check, firstUnmet } from '@claviger/core/kernel/rules'
import { actorName } from '@claviger/core/teams/actor'
import type { Tx } from '../db/unit-of-work.ts'
import { chunkLines } from '../jobs/run-jobs.ts'
import { afterItsEnd } from '../outbox/job-letter-store.ts'
import { missing } from '../teams/access.ts'
import { allowPlaces } from './allow-places.ts'
import {
  type AssignRequest,
  lineOfRow,
  type Place,
  personByPerson,
  placeKey,
  placeOfRow,
} from './assign-rows.ts'
import { giveSeats, type RowResult } from './give-seats.ts'
import { type JobItem, type NewJob, openJob, saveJobItems } from './job-store.ts'
import { outcomesOf, type PlannedPart, planRows } from './plan-rows.ts'
import { loadSetting, type Setting } from './store.ts'

export interface AssignPeople {
  readonly organizationId: number
  readonly teamId: number
  readonly productCode: string
  /** Rows may name a place of their own. */
  readonly rows: readonly AssignmentRow[]
  readonly cameBy: 'form' | 'list' | 'request' | 'api'
  /** A program wants the activation code in the letter; people need not say so. */
  readonly codeInLetter?: boolean
  /** A program may want nobody to be written to. */
  readonly letters?: boolean
  /** Drawn when the form is shown: sending the same form twice does the same thing once. */
  readonly jobId: string
  /** How many rows are decided before this is answered; those after them wait, and the job goes on. */
  readonly atOnce?: number
  /** Stops before anything is saved. */
  readonly preview: boolean
}

/** A place that was asked for, and how far its seats reach. */
export interface AskedPlace extends Place {
  readonly team: string
  readonly product: string
  readonly freeSeats: number
  readonly taken: number
}

/** What came of the rows that were decided, or would come of all of them. */
export interface AssignedPeople extends AssignmentPlan {
  /** The license each got, by address key; none in a preview. */
  readonly licenses: ReadonlyMap<string, string>
  readonly places: readonly AskedPlace[]
  /** Rows that are yet to be decided, after the answer. */
  readonly waiting: number
}

/**
 * Gives each of these people a license, of the team and product named or of their row's own, and writes to them two
 * minutes after the end, or at once where a program asks. What is too much for one transaction goes on as a job.
 */
export async function assignPeople(
  tx: Tx,
  request: AssignPeople,
): Promise<Decision<AssignedPeople, Refusal>> {
  const { organizationId, preview } = request
  const jobId = readFormId(request.jobId)
  if (!jobId.ok) return jobId
  const setting = await loadSetting(tx, organizationId)
  const allowed = await allowPlaces(tx, request)
  if (!allowed.ok) return allowed
  if (!setting) return missing(tx, 'team_not_found')
  const places = allowed.plan
  const job = newJob(tx, setting, { ...request, jobId: jobId.plan })
  if (!preview && !(await openJob(tx, job))) return accept(nothing)

  const rows = places.length > 1 ? personByPerson(request.rows) : request.rows
  const first = preview ? rows : rows.slice(0, request.atOnce ?? chunkLines)
  const { timeZone } = setting
  const parts = await planRows(tx, { organizationId, timeZone, places, rows: first, usual: request })
  if (preview) return accept(answerOf(parts, []))
  const refused = refuseWhenFull(request, parts)
  if (refused) return { ok: false, refusal: refused }

  const later = rows.slice(first.length)
  const under = later.length > 0 && job.lettersAt > tx.now ? { ...job, lettersAt: afterItsEnd(tx.now) } : job
  const results = await giveSeats(tx, { setting, request: job.request, parts, job: under })
  await saveJobItems(tx, organizationId, job.id, [...decided(first, results), ...later.map(waiting)])
  return accept({ ...answerOf(parts, results), waiting: later.length })
}

const nothing: AssignedPeople = {
  ...{ outcomes: [], take: [], freeSeats: 0, licenses: new Map(), places: [], waiting: 0 },
}

function newJob(tx: Tx, setting: Setting, asked: AssignPeople) {
  const { organizationId, jobId: id, teamId, productCode, cameBy, codeInLetter, letters } = asked
  const { undoUntil, lettersAt: later } = windows(tx, setting)
  const several = new Set(asked.rows.map((row) => placeKey(placeOfRow(row, asked)))).size > 1
  const request: AssignRequest = {
    ...{ teamId, productCode, cameBy, several },
    ...(codeInLetter !== undefined && { codeInLetter }),
    ...(letters !== undefined && { letters }),
  }
  return {
    ...{ organizationId, id, kind: 'assign', startedBy: actorName(tx.actor), undoUntil, request },
    productCode: only(asked, (place) => place.productCode),
    teamId: only(asked, (place) => place.teamId),
    // Whoever asked for it is told at once.
    lettersAt: cameBy === 'api' || cameBy === 'request' ? tx.now : later,
  } as const satisfies NewJob
}

/** What all rows agree on, or nothing. */
function only<Part>(asked: AssignPeople, partOf: (place: Place) => Part): Part | null {
  const parts = new Set(asked.rows.map((row) => partOf(placeOfRow(row, asked))))
  const [first = partOf(asked)] = parts
  return parts.size > 1 ? null : first
}

/** A list that is partly too long is a matter of its lines; when nobody fits, the act itself is refused to people. */
function refuseWhenFull({ cameBy }: AssignPeople, parts: readonly PlannedPart[]) {
  const { outcomes, take, freeSeats: free } = answerOf(parts, [])
  const asked = outcomes.filter((outcome) => outcome.group === 'short').length
  const { team, product } = parts[0]?.place ?? {}
  const fits = take.length > 0 || asked === 0 || cameBy === 'api'
  return firstUnmet([check('no_free_seat', 'team_has_free_seat', fits, { asked, free, team, product })])
}

function answerOf(parts: readonly PlannedPart[], results: readonly RowResult[]): AssignedPeople {
  const outcomes = outcomesOf(parts)
  const places = parts.map(({ place, plan }) => ({
    ...{ teamId: place.teamId, productCode: place.productCode, team: place.team, product: place.product },
    ...{ freeSeats: plan.freeSeats, taken: plan.take.length },
  }))
  return {
    ...{ outcomes, places, licenses: licensesOf(outcomes, results), waiting: 0 },
    take: parts.flatMap(({ plan }) => plan.take),
    freeSeats: places.reduce((sum, place) => sum + place.freeSeats, 0),
  }
}

function licensesOf(outcomes: readonly AssignmentOutcome[], results: readonly RowResult[]) {
  return new Map(
    outcomes.flatMap(({ row }, index) => {
      const licenseId = results[index]?.licenseId
      return row.address && licenseId ? [[row.address.key, licenseId] as const] : []
    }),
  )
}

function decided(rows: readonly AssignmentRow[], results: readonly RowResult[]): JobItem[] {
  return rows.flatMap((row, index) => {
    const result = results[index]
    return result ? [{ ...lineOfRow(row), ...result }] : []
  })
}

function waiting(row: AssignmentRow): JobItem {
  const nobody = { personId: null, licenseId: null, assignmentId: null }
  return { ...lineOfRow(row), ...nobody, outcome: 'waiting', reason: null }
}

/** When undo ends and when letters that give something leave. */
export function windows(tx: Tx, setting: { readonly undoMinutes: number; readonly letterMinutes: number }) {
  const after = (minutes: number) => new Date(tx.now.getTime() + minutes * 60_000)
  return { undoUntil: after(setting.undoMinutes), lettersAt: after(setting.letterMinutes) }
}
