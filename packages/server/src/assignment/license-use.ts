import { type RawBuilder, sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'

/**
 * What is known of a license's use, as three different words: a product was seen using it, but not lately (`idle`); nobody
 * was ever seen (`never`); its holder has an activation code, of whose use nothing is recorded (`not_recorded`).
 */
export const useWords = ['idle', 'never', 'not_recorded'] as const

export type UseWord = (typeof useWords)[number]

/** How many days without use make a license idle, and how many since it was given one that was never used. */
export interface UseDays {
  readonly idle?: number
  readonly never?: number
}

/** From how many days without use on a license is called idle where nobody says another number. */
export const idleDays = 60

/** When a product was last seen using `license` for whoever has it now; null where none was. */
export const lastSeen = sql<Date | null>`(select max(activation.last_seen_at) from activation
  where activation.organization_id = license.organization_id and activation.license_id = license.id
    and activation.assignment_id = license.assignment_id)`

/** As a condition on `license`: its holder has an activation code that counts. */
export const hasCode = sql<boolean>`exists (select 1 from activation_code
  where activation_code.organization_id = license.organization_id
    and activation_code.assignment_id = license.assignment_id and activation_code.replaced_at is null)`

/** As a condition on `license`: a product was last seen using it at this moment or before, looked up license by license. */
export function lastSeenBy(moment: Date): RawBuilder<boolean> {
  return sql<boolean>`(${lastSeen} <= ${moment}::timestamptz)`
}

/**
 * A license with this word, as a condition on it; days are counted back from now. What was ever seen in the organization
 * is read once, not once a license.
 */
export function usedAs(
  word: UseWord,
  { organizationId, days, now }: { organizationId: number; days: UseDays; now: Date },
): RawBuilder<boolean> {
  const everSeen = sql`exists (select 1 from activation where activation.organization_id = ${organizationId}
    and activation.license_id = license.id and activation.assignment_id = license.assignment_id)`
  switch (word) {
    case 'idle':
      return sql<boolean>`license.assignment_id in (select activation.assignment_id from activation
        where activation.organization_id = ${organizationId} group by activation.assignment_id
        having max(activation.last_seen_at) <= ${daysBefore(now, days.idle ?? idleDays)}::timestamptz)`
    case 'never':
      return sql<boolean>`license.status in ('invited', 'connected') and not ${everSeen} and not ${hasCode}
        ${days.never === undefined ? sql`` : givenBy(daysBefore(now, days.never))}`
    case 'not_recorded':
      return sql<boolean>`${hasCode} and not ${everSeen}`
  }
}

function givenBy(moment: Date): RawBuilder<unknown> {
  return sql`and exists (select 1 from assignment as given where given.organization_id = license.organization_id
    and given.id = license.assignment_id and given.assigned_at <= ${moment}::timestamptz)`
}
