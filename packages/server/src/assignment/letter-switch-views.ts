import { endsSoonDays, keepDays } from '@claviger/core/assignment/keep-rules'
import { type LetterReader, type SwitchKind, switchableLetters } from '@claviger/core/assignment/letter-kinds'
import { localDays } from '@claviger/core/assignment/local-day'
import { reminders, writingHours } from '@claviger/core/assignment/reminder-rules'
import { addDays, type CalendarDate } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { grantsOf } from '@claviger/core/teams/actor'
import { may, teamsWhere } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { type LetterSwitch, listSwitches } from './letter-switch-store.ts'
import { type Scope, teamsWithin } from './scope.ts'
import { loadSetting } from './store.ts'

/** One kind of letter that leaves by itself, as it stands in an organization. */
export interface SwitchedKind {
  readonly kind: SwitchKind
  readonly to: LetterReader
  readonly enabled: boolean
  /** Who set the organization's switch last; nobody: it is as it came. */
  readonly changed: { readonly by: string; readonly at: Date } | null
  /** Whether whoever looks gets it; nothing where that is not theirs to say. */
  readonly mine: boolean | null
  readonly lastAt: Date | null
  /** Of the last thirty days. */
  readonly sent: number
  readonly failed: number
  /** When the next leaves, as far as that is known. */
  readonly nextOn: CalendarDate | null
}

export interface LettersPage {
  readonly kinds: readonly SwitchedKind[]
  readonly maySwitch: boolean
}

const countedDays = 30

/** The letters an organization's people and administrators get by themselves: when the last and the next leave. */
export async function lettersPage(
  read: Read,
  query: Scope,
): Promise<Decision<LettersPage, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId } = query
  const setting = await loadSetting(read, organizationId)
  if (!setting || teamsWithin(read.actor, 'organization.see', query).length === 0)
    return missing(read, 'organization_not_found')
  const hands = teamsWhere(read.actor, 'licenses.assign', organizationId).length > 0
  const personIds = hands ? personsOf(read, organizationId) : []
  const switches = await listSwitches(read, organizationId, personIds)
  const counts = await countLetters(read, organizationId)
  const next = await loadNext(read, organizationId, setting.timeZone)
  const kinds = switchableLetters.map(({ kind, to, own }): SwitchedKind => {
    const of = switches.filter((one) => one.kind === kind)
    return {
      ...{ kind, to, ...organizations(of), mine: own && personIds.length > 0 ? !of.some(isOwnAndOff) : null },
      ...(counts.get(kind) ?? { lastAt: null, sent: 0, failed: 0 }),
      nextOn: organizations(of).enabled ? (next[kind] ?? null) : null,
    }
  })
  return accept({ kinds, maySwitch: may(read.actor, 'organization.settings', organizationId) })
}

const isOwnAndOff = ({ personId, enabled }: LetterSwitch) => personId !== null && !enabled

function organizations(switches: readonly LetterSwitch[]): Pick<SwitchedKind, 'enabled' | 'changed'> {
  const found = switches.find((one) => one.personId === null)
  return {
    enabled: found?.enabled ?? true,
    changed: found ? { by: found.changedBy, at: found.changedAt } : null,
  }
}

function personsOf({ actor }: Read, organizationId: number): readonly string[] {
  return grantsOf(actor)
    .filter((grant) => grant.organizationId === organizationId)
    .map((grant) => grant.personId)
}

type Counts = Pick<SwitchedKind, 'lastAt' | 'sent' | 'failed'>

/** The kinds stand in the statement as they do in their index. */
const counted = sql.join(switchableLetters.map(({ kind }) => sql.lit(kind)))

async function countLetters(read: Read, organizationId: number): Promise<ReadonlyMap<string, Counts>> {
  const since = daysBefore(read.now, countedDays)
  const { rows } = await sql<Counts & { kind: string }>`select kind, max(sent_at) as "lastAt",
      count(*) filter (where created_at >= ${since} and state in ('sent', 'kept')) as sent,
      count(*) filter (where created_at >= ${since} and state = 'failed') as failed
    from letter where organization_id = ${organizationId} and kind in (${counted}) group by kind`.execute(
    read.sql,
  )
  return new Map(rows.map(({ kind, ...counts }) => [kind, counts]))
}

type Next = { readonly [Kind in SwitchKind]?: CalendarDate | null }

/** When the next of those letters leave that wait for a day; the others leave when something happens. */
async function loadNext(read: Read, organizationId: number, timeZone: string): Promise<Next> {
  const [local] = localDays(read.now, [timeZone])
  if (!local) return {}
  const { today, hour } = local
  const [first, second] = reminders
  const oldest = ({ day, lateDays }: { day: number; lateDays: number }) => addDays(today, -day - lateDays)
  const { rows } = await sql<{ first: CalendarDate | null; second: CalendarDate | null }>`
    select min(day) filter (where reminders < 1 and day >= ${oldest(first)}) as first,
      min(day) filter (where reminders < 2 and day >= ${oldest(second)}) as second
    from (select reminders, (assigned_at at time zone ${timeZone})::date as day from assignment as mine
      where organization_id = ${organizationId} and ended_at is null and connected_at is null
        and assigned_at > ${daysBefore(read.now, 20)}
        and exists (select 1 from letter where letter.organization_id = mine.organization_id
          and letter.assignment_id = mine.id and letter.kind = 'license_assigned' and letter.state in ('sent', 'kept'))
      ) as waiting`.execute(read.sql)
  // What is due in the evening leaves the next morning.
  const soonest = hour < writingHours.until ? today : addDays(today, 1)
  const due = (given: CalendarDate | null | undefined, days: number) =>
    given ? laterOf(addDays(given, days), soonest) : null
  return {
    reminder_3: due(rows[0]?.first, first.day),
    reminder_10: due(rows[0]?.second, second.day),
    daily_digest: hour < writingHours.from ? today : addDays(today, 1),
    ...(await loadNextEnds(read, organizationId, hour < writingHours.from ? today : addDays(today, 1))),
  }
}

/** The same for letters that leave some days before an end; what was due before this day has left. */
async function loadNextEnds(read: Read, organizationId: number, from: CalendarDate): Promise<Next> {
  const { rows } = await sql<{ ends: CalendarDate | null; due: CalendarDate | null }>`select
    (select min(ends_on) from assignment where organization_id = ${organizationId} and ended_at is null
      and ends_on >= ${addDays(from, endsSoonDays)}) as ends,
    (select min(due_on) from keep_question where organization_id = ${organizationId} and state = 'open'
      and due_on >= ${addDays(from, keepDays.toRemind)}) as due`.execute(read.sql)
  const before = (day: CalendarDate | null | undefined, days: number) => (day ? addDays(day, -days) : null)
  return {
    license_ends_soon: before(rows[0]?.ends, endsSoonDays),
    keep_reminder: before(rows[0]?.due, keepDays.toRemind),
  }
}

function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other
}
