import type { PeopleReading } from '@claviger/core/assignment/people-reading'
import type { AssignmentPlan } from '@claviger/core/assignment/plan-assignment'
import { calendarDate } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { teamsWhere } from '@claviger/core/teams/permissions'
import type { PeopleFile } from '@claviger/server/assignment/people-file-views'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { notShown } from '../answers.ts'
import { lastAnswers } from '../last-answers.server.ts'
import type { ListRow } from './assign-form.ts'
import { listRows } from './list-rows.ts'
import { choicesOf, fixesOf, type ListChoices, type ListFixes } from './list-state.ts'
import type { Here } from './place.server.ts'
import { noPool } from './pool.server.ts'
import { chosenPool } from './pool.ts'

/** A kept list of the reader's own, as they want it read. */
export interface OwnList {
  readonly file: PeopleFile
  readonly choices: ListChoices
  readonly fixes: ListFixes
}

/** Loads a list; one that is somebody else's, or gone, is not there. */
export async function ownList({ app, actor, scope }: Here, id: string): Promise<OwnList> {
  const found = await app.views.peopleFile(actor, { ...scope, id })
  if (!found.ok) throw notShown(found.refusal)
  const file = found.plan
  return { file, choices: choicesOf(file.reading), fixes: fixesOf(file.fixes) }
}

/** A list that was read, and what each of its rows asks for. */
export interface AskedList {
  readonly reading: PeopleReading
  readonly rows: readonly ListRow[]
  /** The pool of rows that name none. */
  readonly pool: SeatCount
  /** The pools the list may give from. */
  readonly pools: readonly SeatCount[]
}

/** Long lists take a second to read, and each press on their page reads them again. */
const reading = lastAnswers<Decision<PeopleReading, Refusal>>(2, 60)

/** Reads a list as its owner wants it read: always the same, so that what is handed out is what was seen. */
export async function askedBy(
  here: Here,
  { file, choices, fixes }: OwnList,
): Promise<Decision<AskedList, Refusal>> {
  const { app, actor, scope, place } = here
  const mine = teamsWhere(actor, 'licenses.assign', scope.organizationId)
  const pools = place.seats.filter(({ team }) => mine === 'all' || mine.includes(team.id))
  const pool = chosenPool(pools, choices.pool)
  if (!pool) return { ok: false, refusal: noPool }
  const domains = await app.views.organizationDomains(actor, scope)
  const options = { choice: choices.file, headings: file.headings, domains }
  const key = `${scope.organizationId} ${file.id} ${JSON.stringify(options)}`
  const read = await reading(key, () => app.files.readPeople(file.content, file.name, options))
  if (!read.ok) return read
  const day = calendarDate(choices.until)
  const rows = listRows(read.plan.rows, {
    fixes: fixes.fixes,
    places: { pools: pools.map(namedPool), chosen: placeOfPool(pool), meant: choices.meant },
    until: day.ok ? day.plan : null,
  })
  return accept({ reading: read.plan, rows, pool, pools })
}

const placeOfPool = ({ team, product }: SeatCount) => ({ teamId: team.id, productCode: product.code })

const namedPool = (pool: SeatCount) => ({
  ...{ ...placeOfPool(pool), team: pool.team.name, product: pool.product.name },
})

/** What handing out asks of the application; rows that are left out are not asked for. */
export function askingFor({ rows, pool }: AskedList, { out }: ListFixes, jobId: string) {
  return {
    ...placeOfPool(pool),
    rows: rows.filter((row) => !out.has(row.line)),
    ...({ cameBy: 'list', jobId } as const),
  }
}

/** What would happen to a list if it were handed out now. */
export async function planOfList(
  { app, actor, scope }: Here,
  asked: AskedList,
  fixes: ListFixes,
): Promise<Decision<AssignmentPlan, Refusal>> {
  const asking = askingFor(asked, fixes, crypto.randomUUID())
  return app.operations.assignPeople(actor, {
    ...{ ...asking, organizationId: scope.organizationId, preview: true },
  })
}
