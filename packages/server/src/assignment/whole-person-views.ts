import { type CodesOut, codesOut, type HeldCode, isOut } from '@claviger/core/activation/codes-out'
import { dateFrom, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { loadVendor } from '../outbox/deliver.ts'
import type { LetterReading } from '../outbox/mail-views.ts'
import { missing } from '../teams/access.ts'
import { type PeopleSeen, personSeen } from './people-filter.ts'
import { known, loadLicensesOf, type PersonLicense, type PersonRow } from './people-views.ts'
import { inTeams, type Scope, teamsWithin } from './scope.ts'
import { loadSetting } from './store.ts'
import type { CameBy, EndReason, RequestState } from './tables.ts'

/** A license in a person's hands, with all that is known of it there. */
export interface HeldByPerson extends PersonLicense {
  readonly assignedBy: string
  readonly cameBy: CameBy
  readonly connectedAt: Date | null
  readonly paidThrough: string
  /** Codes of it that nobody can call back. */
  readonly codes: CodesOut | null
  /** Whether the person still uses it was asked, and this is the last day to answer. */
  readonly askedUntil: string | null
  readonly mayRevoke: boolean
  readonly mayAssign: boolean
}

/** A license that was in a person's hands. */
export interface OnceHeld {
  readonly licenseId: string
  readonly product: string
  readonly team: string
  readonly assignedAt: Date
  readonly endedAt: Date
  readonly endedBy: string
  readonly reason: EndReason
  readonly codes: CodesOut | null
}

export interface PersonRequest {
  readonly id: string
  readonly product: string
  readonly state: RequestState
  readonly askedAt: Date
  readonly answeredAt: Date | null
  readonly answeredBy: string | null
  readonly reason: string
}

export interface PersonLetter {
  readonly id: string
  readonly subject: string
  readonly state: 'waiting' | 'sent' | 'kept' | 'failed' | 'withdrawn'
  readonly at: Date
  readonly error: string | null
}

/** Everything about one person in the teams the actor sees. */
export interface WholePerson extends Omit<PersonRow, 'licenses'> {
  readonly since: Date
  readonly held: readonly HeldByPerson[]
  readonly past: readonly OnceHeld[]
  readonly requests: readonly PersonRequest[]
  /** The latest letters about licenses, newest first. */
  readonly letters: readonly PersonLetter[]
}

/** One person: what they hold and held, asked for and were written. */
export async function wholePerson(
  read: Read & LetterReading,
  query: Scope & { readonly personId: string },
): Promise<Decision<WholePerson, ReasonedRefusal<'person_not_found'>>> {
  const { organizationId, personId } = query
  const seen = teamsWithin(read.actor, 'people.see', query)
  if (!isUuid(personId) || seen.length === 0) return missing(read, 'person_not_found')
  const place = { organizationId, seen, now: read.now }
  const { rows } = await sql<Found>`select ${known}, person.created_at as since, person.address_key as key
    from person where ${personSeen(place)} and person.id = ${personId}`.execute(read.sql)
  const setting = await loadSetting(read, organizationId)
  const [person] = rows
  if (!person || !setting) return missing(read, 'person_not_found')
  const { key, ...about } = person
  const codes = await loadCodes(read, place, personId, setting.timeZone)
  return accept({
    ...about,
    held: await loadHeld(read, place, personId, codes),
    past: await loadPast(read, place, personId, codes),
    requests: await loadRequests(read, place, key),
    letters: await loadLetters(read, place, personId),
  })
}

type Found = Omit<PersonRow, 'licenses'> & { readonly since: Date; readonly key: string }

type CodesByAssignment = ReadonlyMap<string, readonly HeldCode[]>

async function loadCodes(
  read: Read,
  { organizationId }: PeopleSeen,
  personId: string,
  timeZone: string,
): Promise<CodesByAssignment> {
  const { rows } = await sql<{ assignmentId: string; validUntil: string; keeps: HeldCode['keeps'] }>`
    select assignment_id as "assignmentId", valid_until as "validUntil", keeps from activation_code
    where organization_id = ${organizationId} and person_id = ${personId} and replaced_at is null`.execute(
    read.sql,
  )
  const today = todayIn(read.now, timeZone)
  const out = rows
    .map((row) => ({ ...row, validUntil: dateFrom(row.validUntil) }))
    .filter((code) => isOut(code, today))
  return Map.groupBy(out, (code) => code.assignmentId)
}

async function loadHeld(
  read: Read,
  place: PeopleSeen,
  personId: string,
  codes: CodesByAssignment,
): Promise<HeldByPerson[]> {
  const licenses = (await loadLicensesOf(read, place, [personId])).get(personId) ?? []
  const given = await loadGiven(read, place, personId)
  return licenses.flatMap((license) => {
    const found = given.get(license.licenseId)
    if (!found) return []
    const { assignmentId, ...more } = found
    const mayHere = (right: 'licenses.revoke' | 'licenses.assign') =>
      may(read.actor, right, place.organizationId, license.teamId)
    return [
      {
        ...{ ...license, ...more, codes: codesOut(codes.get(assignmentId) ?? []) },
        ...{ mayRevoke: mayHere('licenses.revoke'), mayAssign: mayHere('licenses.assign') },
      },
    ]
  })
}

type Given = Pick<HeldByPerson, 'assignedBy' | 'cameBy' | 'connectedAt' | 'paidThrough' | 'askedUntil'> & {
  readonly assignmentId: string
}

/** How each license came into a person's hands, until when it is paid, and whether it is in question. */
async function loadGiven(
  read: Read,
  { organizationId }: PeopleSeen,
  personId: string,
): Promise<ReadonlyMap<string, Given>> {
  const { rows } = await sql<Given & { licenseId: string }>`select license.id as "licenseId",
      assignment.id as "assignmentId", assignment.assigned_by as "assignedBy", assignment.came_by as "cameBy",
      assignment.connected_at as "connectedAt", subscription.paid_through as "paidThrough",
      question.due_on as "askedUntil"
    from license
    join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    left join keep_question as question on question.organization_id = assignment.organization_id
      and question.assignment_id = assignment.id and question.state = 'open'
    where license.organization_id = ${organizationId} and license.person_id = ${personId}`.execute(read.sql)
  return new Map(rows.map(({ licenseId, ...given }) => [licenseId, given]))
}

const mostPast = 100

async function loadPast(
  read: Read,
  { organizationId, seen }: PeopleSeen,
  personId: string,
  codes: CodesByAssignment,
): Promise<OnceHeld[]> {
  const { rows } = await sql<Omit<OnceHeld, 'codes'> & { assignmentId: string }>`
    select assignment.id as "assignmentId", license.id as "licenseId", product.name as product, team.name as team,
      assignment.assigned_at as "assignedAt", assignment.ended_at as "endedAt", assignment.ended_by as "endedBy",
      assignment.end_reason as reason
    from assignment
    join license on license.organization_id = assignment.organization_id and license.id = assignment.license_id
    join product on product.code = assignment.product_code
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    where assignment.organization_id = ${organizationId} and assignment.person_id = ${personId}
      and assignment.ended_at is not null and ${inTeams(seen, 'license.team_id')}
    order by assignment.ended_at desc, assignment.id limit ${mostPast}`.execute(read.sql)
  return rows.map(({ assignmentId, ...row }) => ({ ...row, codes: codesOut(codes.get(assignmentId) ?? []) }))
}

async function loadRequests(
  read: Read,
  { organizationId, seen }: PeopleSeen,
  addressKey: string,
): Promise<readonly PersonRequest[]> {
  const theirs = inTeams(seen, 'request.team_id')
  const { rows } = await sql<PersonRequest>`
    select request.id, product.name as product, request.state, request.created_at as "askedAt",
      request.answered_at as "answeredAt", request.answered_by as "answeredBy", request.note as reason
    from license_request as request join product on product.code = request.product_code
    where request.organization_id = ${organizationId} and request.address_key = ${addressKey} and ${theirs}
    order by request.created_at desc limit ${mostPast}`.execute(read.sql)
  return rows
}

const mostLetters = 30

/** Letters about this person's licenses; what opens something is no administrator's to read. */
async function loadLetters(
  read: Read & LetterReading,
  { organizationId, seen }: PeopleSeen,
  personId: string,
): Promise<readonly PersonLetter[]> {
  const { rows } = await sql<{
    id: string
    kind: string
    locale: string
    facts: unknown
    state: PersonLetter['state']
    to: string
    at: Date
    error: string | null
  }>`select letter.id, letter.kind, letter.locale, letter.facts, letter.state, letter.to_address as to,
      coalesce(letter.sent_at, letter.send_after) as at, letter.last_error as error
    from letter join assignment on assignment.organization_id = letter.organization_id and assignment.id = letter.assignment_id
    where letter.organization_id = ${organizationId} and assignment.person_id = ${personId}
      and ${inTeams(seen, 'assignment.team_id')}
    order by letter.created_at desc, letter.id desc limit ${mostLetters}`.execute(read.sql)
  const vendor = await loadVendor(read.sql)
  const { publicOrigin, render } = read
  return Promise.all(
    rows.map(async ({ id, kind, locale, facts, state, to, at, error }) => {
      const { subject } = await render({ id, kind, locale, facts }, { publicOrigin, vendor, to })
      return { id, subject, state, at, error }
    }),
  )
}
