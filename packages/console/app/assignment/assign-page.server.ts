import type { AssignmentPlan } from '@claviger/core/assignment/plan-assignment'
import { calendarDate } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { replace } from 'react-router'
import { textOf } from './acts.server.ts'
import {
  type AssignForm,
  asCounted,
  type Fix,
  type ListRow,
  type ReadList,
  readAssignForm,
  readList,
} from './assign-form.ts'
import { type Planned, type Preview, previewOf } from './assign-preview.server.ts'
import { buyAddress } from './buy-address.ts'
import { keepList } from './keep-list.server.ts'
import { noFixes, shortLines } from './list-state.ts'
import type { Here } from './place.server.ts'
import { noPool } from './pool.server.ts'
import { chosenPool } from './pool.ts'

/** What would happen to a pasted list, with all that sending it again takes. */
export interface PastedPreview extends Preview {
  readonly text: string
  readonly fixes: readonly (Fix & { readonly line: number })[]
  /** Teams named beside addresses, other than the one chosen; they decide nothing. */
  readonly otherTeams: readonly string[]
  readonly truncatedAt: number | null
}

/** The form of the box as it was sent. */
export interface SentList {
  readonly form: AssignForm
  readonly pool: string
  readonly until: string
  readonly jobId: string
  readonly act: string
  /** Which seats to buy before going on; empty: none. */
  readonly lack: string
}

/** Longer pastes are looked at under an address of their own, so that not all of it travels with every press. */
const longestHere = 100_000

/** Collects the form of the box. */
export function sentList(fields: FormData): SentList {
  const text = (name: string) => textOf(fields, name)
  return {
    form: readAssignForm(fields),
    ...{
      pool: text('pool'),
      until: text('until'),
      jobId: text('jobId'),
      act: text('act') || 'preview',
      lack: text('buy'),
    },
  }
}

/** The file that came with the form; a chooser left empty sends an empty one. */
export function sentFile(fields: FormData): File | null {
  const file = fields.get('file')
  return file instanceof File && file.size > 0 ? file : null
}

/** Reads the day until which licenses are given: none, or one that is not over. */
export function refuseUntil(until: string, today: string): Refusal | null {
  if (until === '') return null
  const read = calendarDate(until)
  if (!read.ok) return { ...read.refusal, field: 'until' }
  return read.plan < today ? { code: 'date_in_the_past', field: 'until' } : null
}

/** What only the page of a list knows what to do with. */
const ownSay: ReadonlySet<string> = new Set(['team', 'product', 'until'])

/** Whether a pasted list has more to decide than fits beside the box: it is long, or its columns have a say. */
function goesOn({ form }: SentList, list: ReadList): boolean {
  const columns = list.columns.map(({ role }) => role)
  return form.text.length > longestHere || columns.some((role) => !role || ownSay.has(role))
}

/** A larger file takes a while to read: that is done once, on the page of its list. */
const largestTried = 1_000_000

/** Why nothing can be read in a file. */
async function refuseFile({ app }: Here, name: string, content: Uint8Array): Promise<Refusal | null> {
  const read = await app.files.readPeople(content, name)
  if (!read.ok) return read.refusal
  const { rows, unsettled } = read.plan
  return rows.length === 0 && !unsettled.sheet ? { code: 'file_empty' } : null
}

/** Keeps a file that was sent, if there is anything to be read in it; answers why not. */
export async function keepFile(here: Here, { pool, until, jobId }: SentList, file: File): Promise<Refusal> {
  const content = await file.bytes()
  const unread = content.length > largestTried ? null : await refuseFile(here, file.name, content)
  if (unread) return { ...unread, field: 'file' }
  return keepList(here, { form: jobId, name: file.name, content, choices: { file: {}, pool, until } })
}

/**
 * Looks at a pasted list under an address of its own; answers why not. With a plan its owner goes on from there: to
 * choose who of it gets one, or to buy what it lacks.
 */
function keepPasted(here: Here, sent: SentList, plan?: AssignmentPlan): Promise<Refusal> {
  const { form, pool, until, jobId, act, lack } = sent
  const content = new TextEncoder().encode(form.text)
  const fixes = { ...noFixes, fixes: form.fixes }
  return keepList(
    here,
    {
      ...{ form: jobId, name: '', content, choices: { file: {}, pool, until } },
      fixes: plan && act === 'choose' ? { ...fixes, choosing: true, out: new Set(shortLines(plan)) } : fixes,
    },
    (address) => (lack === '' ? address : buyAddress(here.place.home, lack, address)),
  )
}

/** Looks at a pasted list, or hands it out where that was pressed: then it leads to the report. */
export async function seePasted(here: Here, sent: SentList): Promise<Decision<PastedPreview, Refusal>> {
  const { app, actor, place, scope } = here
  const pool = chosenPool(place.seats, sent.pool)
  if (!pool) return { ok: false, refusal: noPool }
  const list = readList(sent.form, await app.views.organizationDomains(actor, scope))
  if (list.rows.length === 0) return { ok: false, refusal: { code: 'list_empty', field: 'list' } }
  if (goesOn(sent, list)) return { ok: false, refusal: await keepPasted(here, sent) }
  const chosen = { teamId: pool.team.id, productCode: pool.product.code }
  const preview = sent.act !== 'assign'
  const rows = withUntil(list.rows, sent.until)
  const decision = await app.operations.assignPeople(actor, {
    ...{ organizationId: scope.organizationId, ...chosen, rows: preview ? rows : asCounted(rows) },
    ...{ cameBy: 'list', jobId: sent.jobId, preview },
  })
  if (!decision.ok) return decision
  if (!preview) throw replace(`${place.home}/jobs/${sent.jobId}`)
  const { plan } = decision
  if (sent.act === 'choose' || sent.lack) return { ok: false, refusal: await keepPasted(here, sent, plan) }
  return accept(pastedPreview(sent.form, list, { plan, chosen, pools: place.seats }))
}

/** Groups the plan of a pasted list for the screen. */
function pastedPreview(
  form: AssignForm,
  list: ReadList,
  { plan, chosen, pools }: Pick<Planned, 'plan' | 'chosen' | 'pools'>,
): PastedPreview {
  const rows = new Map(list.rows.map((row) => [row.line, row]))
  return {
    ...previewOf({ plan, rows, fixes: form.fixes, chosen, pools }),
    text: form.text,
    fixes: [...form.fixes].map(([line, fix]) => ({ line, ...fix })),
    otherTeams: teamsBesides(teamName(pools, chosen.teamId), list),
    truncatedAt: list.truncatedAt,
  }
}

/** Gives every row of a pasted list the day until which its license is given. */
function withUntil(rows: readonly ListRow[], until: string): readonly ListRow[] {
  const day = calendarDate(until)
  return day.ok ? rows.map((row) => ({ ...row, endsOn: day.plan })) : rows
}

function teamName(pools: readonly SeatCount[], teamId: number): string {
  return pools.find((pool) => pool.team.id === teamId)?.team.name ?? ''
}

function teamsBesides(chosen: string, { rows }: ReadList): string[] {
  const named = new Set(rows.map((row) => row.team).filter((team) => team !== '' && team !== chosen))
  return [...named].slice(0, 5)
}
