import { localDays } from '@claviger/core/assignment/local-day'
import { type Announcement, type NextReminder, nextReminder } from '@claviger/core/assignment/reminder-rules'
import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid, readLicenseId } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { isLetterOn } from './letter-switch-store.ts'
import { tellingKinds } from './remind-store.ts'
import { inTeams, type Scope, teamsWithin } from './scope.ts'

/** A letter that was written to somebody about a license they hold. */
export interface LetterAbout {
  readonly kind: string
  readonly state: 'waiting' | 'sent' | 'kept' | 'failed' | 'withdrawn'
  readonly at: Date
  /** What the mail server said when it did not take it. */
  readonly error: string | null
}

/** What somebody was told of a license, when they are reminded next, and why not. */
export interface LetterOutlook {
  readonly licenseId: string
  readonly assignmentId: string
  readonly letters: readonly LetterAbout[]
  /** When somebody was last reminded, also by a letter that is listed with another license. */
  readonly remindedAt: Date | null
  readonly next: NextReminder
}

/** One license, or all that a person holds. */
export type OutlookQuery = Scope & ({ readonly licenseId: string } | { readonly personId: string })

/** What holders of licenses were told and when they are reminded next; nothing of a license nobody holds. */
export async function letterOutlooks(
  read: Read,
  query: OutlookQuery,
): Promise<Decision<{ readonly outlooks: readonly LetterOutlook[] }, ReasonedRefusal<'license_not_found'>>> {
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  const meant = meaning(query)
  if (seen.length === 0 || !meant) return missing(read, 'license_not_found')
  const within = inTeams(seen, 'mine.team_id')
  const { rows } =
    await sql<RawOutlook>`select mine.license_id, mine.id, mine.connected_at, mine.reminders, mine.reminded_at,
      (mine.assigned_at at time zone organization.time_zone)::date as assigned_on,
      (mine.reminded_at at time zone organization.time_zone)::date as reminded_on,
      organization.time_zone, subscription.perpetual, subscription.paid_through + vendor.grace_days as works_through,
      mine.ends_on, ${on('reminder_3')} as first_on, ${on('reminder_10')} as second_on,
      coalesce((select json_agg(json_build_object('kind', letter.kind, 'state', letter.state, 'error', letter.last_error,
          'at', coalesce(letter.sent_at, letter.send_after)) order by letter.created_at, letter.id)
        from letter where letter.organization_id = mine.organization_id and letter.assignment_id = mine.id), '[]') as letters
    from assignment as mine
    join organization on organization.id = mine.organization_id
    join vendor on vendor.id = 1
    join license on license.organization_id = mine.organization_id and license.id = mine.license_id
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    where mine.organization_id = ${query.organizationId} and mine.ended_at is null and ${meant} and ${within}
    order by license.position`.execute(read.sql)
  return accept({ outlooks: rows.map((row) => outlookOf(read, row)) })
}

const on = (kind: 'reminder_3' | 'reminder_10') =>
  isLetterOn(kind, sql.ref('mine.organization_id'), sql.ref('mine.person_id'))

function meaning(query: OutlookQuery): RawBuilder<unknown> | null {
  if ('personId' in query)
    return isUuid(query.personId) ? sql`mine.person_id = ${query.personId}::uuid` : null
  const id = readLicenseId(query.licenseId)
  return id.ok ? sql`mine.license_id = ${id.plan}` : null
}

interface RawOutlook {
  license_id: string
  id: string
  connected_at: Date | null
  reminders: number
  reminded_at: Date | null
  assigned_on: CalendarDate
  reminded_on: CalendarDate | null
  time_zone: string
  perpetual: boolean
  works_through: CalendarDate
  ends_on: CalendarDate | null
  first_on: boolean
  second_on: boolean
  letters: readonly (Omit<LetterAbout, 'at'> & { at: string })[]
}

function outlookOf(read: Read, row: RawOutlook): LetterOutlook {
  const letters = row.letters.map((letter) => ({ ...letter, at: new Date(letter.at) }))
  const today = localDays(read.now, [row.time_zone])[0]?.today ?? row.assigned_on
  const over = (!row.perpetual && row.works_through < today) || (row.ends_on !== null && row.ends_on < today)
  const off = [!row.first_on && 'reminder_3', !row.second_on && 'reminder_10'].filter(
    (kind) => kind !== false,
  )
  const facts = {
    ...{ assignedOn: row.assigned_on, ended: false, connected: row.connected_at !== null, lapsed: over },
    ...{ reminders: row.reminders, remindedOn: row.reminded_on, off: new Set(off) },
    announcement: announcementIn(letters),
  }
  const next = nextReminder(facts, today)
  return {
    ...{ licenseId: row.license_id, assignmentId: row.id, letters, remindedAt: row.reminded_at },
    next: next.due !== null && next.due < today ? { ...next, due: today } : next,
  }
}

function announcementIn(letters: readonly LetterAbout[]): Announcement {
  const newest = letters.findLast(
    ({ kind, state }) => state !== 'withdrawn' && tellingKinds.some((one) => one === kind),
  )
  switch (newest?.state) {
    case 'sent':
    case 'kept':
      return 'left'
    case 'waiting':
    case 'failed':
      return newest.state
    default:
      return 'none'
  }
}
