import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { Bearer } from '../access/bearer.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { countLetters, loadFailedLetters } from './job-letter-views.ts'
import { mayBegin, undoRights } from './job-rights.ts'
import { type Scope, teamsWithin } from './scope.ts'
import type { JobKind, JobOutcome, JobState } from './tables.ts'

export interface JobSummary {
  readonly id: string
  readonly kind: JobKind
  readonly product: string | null
  readonly productCode: string | null
  readonly team: string | null
  readonly teamId: number | null
  readonly startedBy: string
  readonly startedAt: Date
  readonly undoUntil: Date
  readonly lettersAt: Date
  readonly done: number
  readonly skipped: number
  readonly refused: number
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
  readonly state: JobState
  /** Lines yet to be decided, or, while it is undone, yet to be taken back. */
  readonly waiting: number
  /** Lines that were not decided because somebody stopped it. */
  readonly stopped: number
  /** All its lines. */
  readonly total: number
  readonly endedAt: Date | null
  readonly stoppedAt: Date | null
  readonly stoppedBy: string | null
  /** The job whose refused and stopped lines this one tries again. */
  readonly retryOf: string | null
}

export interface JobLine {
  readonly line: number
  readonly name: string
  readonly address: string
  readonly licenseId: string | null
  /** Of a move: the team the license was in before. */
  readonly fromTeam: string | null
  readonly outcome: JobOutcome
  /** Why, where there is something to explain. */
  readonly reason: Refusal | { readonly code?: undefined }
}

export interface JobPage extends JobSummary {
  readonly lines: readonly JobLine[]
  readonly lineCount: number
  /** How many of the licenses it is done with somebody holds. */
  readonly people: number
  /** Undo is open, and something is left to undo. */
  readonly mayUndo: boolean
  /** It runs, and may be stopped by whoever looks. */
  readonly mayStop: boolean
  /** It has ended, and lines of it were refused or stopped that may be tried again by whoever looks. */
  readonly mayRetry: boolean
  readonly letters: {
    readonly waiting: number
    readonly sent: number
    readonly failed: number
    readonly withdrawn: number
  }
  /** Letters the mail server did not take, with its own words; each can be tried again. */
  readonly failedLetters: readonly FailedLetter[]
}

export interface FailedLetter {
  readonly assignmentId: string
  readonly address: string
  readonly error: string
}

export interface JobQuery extends Scope {
  readonly jobId: string
  readonly outcome?: JobOutcome
  readonly page: number
  readonly perPage: number
}

const summary = sql`job.id, job.kind, product.name as product, job.product_code, team.name as team, job.team_id, job.started_by, job.started_at, job.undo_until,
  job.letters_at, job.done, job.skipped, job.refused, job.undone_at, job.undone_by, job.state, job.waiting, job.stopped,
  job.ended_at, job.stopped_at, job.stopped_by, job.retry_of, job.bearer`
const joins = sql`left join product on product.code = job.product_code
  left join team on team.organization_id = job.organization_id and team.id = job.team_id`

/** A team administrator sees the jobs that touched a license of his teams, or took one out of them, and no others. */
function visible(seen: 'all' | readonly number[]) {
  return seen === 'all'
    ? sql`true`
    : sql`(job.team_id = any(${[...seen]}::bigint[]) or exists (select 1 from job_item item
        left join license on license.organization_id = item.organization_id and license.id = item.license_id
        where item.organization_id = job.organization_id and item.job_id = job.id
          and (license.team_id = any(${[...seen]}::bigint[]) or item.from_team_id = any(${[...seen]}::bigint[]))))`
}

export interface JobsQuery extends Scope {
  readonly page?: number
  readonly perPage?: number
}

export interface JobsPage {
  readonly jobs: readonly JobSummary[]
  /** How many there are on all pages. */
  readonly total: number
}

/** Bulk acts, newest first: the latest 200, or a page of them all. */
export async function jobsPage(
  read: Read,
  query: JobsQuery,
): Promise<Decision<JobsPage, ReasonedRefusal<'organization_not_found'>>> {
  const { page = 1, perPage = 200 } = query
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const theirs = sql`job.organization_id = ${query.organizationId} and ${visible(seen)}`
  const { rows } = await sql<RawJob>`select ${summary} from job ${joins} where ${theirs}
    order by job.started_at desc, job.id desc limit ${perPage} offset ${(page - 1) * perPage}`.execute(
    read.sql,
  )
  const counted = await sql<{ total: number }>`select count(*) as total from job where ${theirs}`.execute(
    read.sql,
  )
  return accept({ jobs: rows.map(jobOf), total: counted.rows[0]?.total ?? 0 })
}

/** One bulk act with its report, line by line. */
export async function jobPage(
  read: Read,
  query: JobQuery,
): Promise<Decision<JobPage, ReasonedRefusal<'job_not_found'>>> {
  const { organizationId, jobId } = query
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  if (!isUuid(jobId) || seen.length === 0) return missing(read, 'job_not_found')
  const { rows } = await sql<RawJob>`select ${summary} from job ${joins}
    where job.organization_id = ${organizationId} and job.id = ${jobId} and ${visible(seen)}`.execute(
    read.sql,
  )
  const [row] = rows
  if (!row) return missing(read, 'job_not_found')
  const job = jobOf(row)
  const mayAct = mayBegin(read.actor, { ...job, organizationId, bearer: row.bearer })
  const isOpen =
    job.undoneAt === null && job.done > 0 && (job.state === 'running' || read.now < job.undoUntil)
  return accept({
    ...job,
    mayStop: job.state === 'running' && mayAct,
    mayRetry: job.state === 'ended' && job.undoneAt === null && job.refused + job.stopped > 0 && mayAct,
    lines: await loadLines(read, query, seen),
    lineCount: await countLines(read, query, seen),
    people: await countPeople(read, query, seen),
    mayUndo: isOpen && (await hasRightToUndo(read, organizationId, job)),
    letters: await countLetters(read, organizationId, jobId),
    failedLetters: await loadFailedLetters(read, organizationId, jobId),
  })
}

/** Undoing takes its right in every team of the job: where its licenses are, and where a move would put them back. */
async function hasRightToUndo(
  read: Read,
  organizationId: number,
  { id, kind }: JobSummary,
): Promise<boolean> {
  const mine = teamsWhere(read.actor, undoRights[kind], organizationId)
  if (mine === 'all' || mine.length === 0) return mine === 'all'
  const others = sql`<> all(${[...mine]}::bigint[])`
  const { rows } = await sql<{ outside: boolean }>`select exists (select 1 from job
      join job_item as item on item.organization_id = job.organization_id and item.job_id = job.id
      join license on license.organization_id = item.organization_id and license.id = item.license_id
      left join team as origin on origin.organization_id = item.organization_id and origin.id = item.from_team_id
        and origin.ended_at is null
    where job.organization_id = ${organizationId} and job.id = ${id} and item.outcome = 'done'
      and (case when job.kind = 'move' then job.team_id else license.team_id end ${others} or origin.id ${others})
    ) as outside`.execute(read.sql)
  return rows[0]?.outside === false
}

interface RawJob {
  id: string
  kind: JobKind
  product: string | null
  product_code: string | null
  team: string | null
  team_id: number | null
  started_by: string
  started_at: Date
  undo_until: Date
  letters_at: Date
  done: number
  skipped: number
  refused: number
  undone_at: Date | null
  undone_by: string | null
  state: JobState
  waiting: number
  stopped: number
  ended_at: Date | null
  stopped_at: Date | null
  stopped_by: string | null
  retry_of: string | null
  bearer: Bearer | null
}

function jobOf(row: RawJob): JobSummary {
  const { id, kind, product, team, done, skipped, refused, state, waiting, stopped } = row
  return {
    ...{ id, kind, product, team, done, skipped, refused, state, waiting, stopped },
    total: done + skipped + refused + stopped + (state === 'running' ? waiting : 0),
    ...{ endedAt: row.ended_at, stoppedAt: row.stopped_at, stoppedBy: row.stopped_by, retryOf: row.retry_of },
    ...{ productCode: row.product_code, teamId: row.team_id },
    startedBy: row.started_by,
    startedAt: row.started_at,
    undoUntil: row.undo_until,
    lettersAt: row.letters_at,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
  }
}

/** What needs a look comes first: refused, stopped, skipped, then what waits and what is done. */
async function loadLines(read: Read, query: JobQuery, seen: 'all' | readonly number[]): Promise<JobLine[]> {
  const { page, perPage } = query
  const { rows } = await sql<{
    line: number
    name: string
    address: string
    license_id: string | null
    from_team: string | null
    outcome: JobOutcome
    facts: JobLine['reason']
  }>`select line, job_item.name, address, license_id, origin.name as from_team, outcome, facts from job_item
    left join team as origin on origin.organization_id = job_item.organization_id and origin.id = job_item.from_team_id
    where ${linesSeen(query, seen)}
    order by array_position(array['refused', 'not_undone', 'stopped', 'skipped', 'waiting', 'done', 'undone'], outcome), place
    limit ${perPage} offset ${(page - 1) * perPage}`.execute(read.sql)
  return rows.map((row) => ({
    line: row.line,
    name: row.name,
    address: row.address,
    licenseId: row.license_id,
    fromTeam: row.from_team,
    outcome: row.outcome,
    reason: row.facts,
  }))
}

async function countLines(read: Read, query: JobQuery, seen: 'all' | readonly number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from job_item
    where ${linesSeen(query, seen)}`.execute(read.sql)
  return rows[0]?.count ?? 0
}

async function countPeople(read: Read, query: JobQuery, seen: 'all' | readonly number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from job_item
    where ${linesSeen({ ...query, outcome: 'done' }, seen)} and person_id is not null`.execute(read.sql)
  return rows[0]?.count ?? 0
}

/** Whoever sees some teams sees the lines about their licenses, also those that left them, and those without one where the job was for such a team. */
function linesSeen(
  { organizationId, jobId, outcome }: JobQuery,
  seen: 'all' | readonly number[],
): RawBuilder<unknown> {
  const all = [sql`job_item.organization_id = ${organizationId} and job_item.job_id = ${jobId}`]
  if (outcome) all.push(sql`job_item.outcome = ${outcome}`)
  if (seen !== 'all')
    all.push(sql`exists (select 1 from job left join license on license.organization_id = job.organization_id
        and license.id = job_item.license_id
      where job.organization_id = job_item.organization_id and job.id = job_item.job_id
        and (coalesce(license.team_id, job.team_id) = any(${[...seen]}::bigint[])
          or job_item.from_team_id = any(${[...seen]}::bigint[])))`)
  return sql.join(all, sql` and `)
}
