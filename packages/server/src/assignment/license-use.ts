import { type RawBuilder, sql } from 'kysely'

/**
 * What is known of a license's use, as three different words: a product was seen using it, but not lately (`idle`); nobody
 * was ever seen (`never`); its holder has an activation code, of whose use nothing is recorded (`not_recorded`).
 */
export const useWords = ['idle', 'never', 'not_recorded'] as const

export type UseWord = (typeof useWords)[number]

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

/** As a condition on `license`: its holder has an activation code, and no product was seen using it. */
export const notRecorded = sql<boolean>`(${hasCode} and ${lastSeen} is null)`

/** As a condition on `license`: somebody holds it, and a product was last seen using it at this moment or before. */
export function lastSeenBy(moment: Date): RawBuilder<boolean> {
  return sql<boolean>`(${lastSeen} <= ${moment}::timestamptz)`
}

/** As a condition on `license`: somebody was given it at this moment or before, was never seen using it, and has no code. */
export function neverSeenGivenBy(moment: Date | null): RawBuilder<boolean> {
  const given =
    moment === null
      ? sql`license.status in ('invited', 'connected')`
      : sql`exists (select 1 from assignment as given where given.organization_id = license.organization_id
          and given.id = license.assignment_id and given.assigned_at <= ${moment}::timestamptz)`
  return sql<boolean>`(${given} and ${lastSeen} is null and not ${hasCode})`
}

/** A license with this word, as a condition on it; the days are counted back from now. */
export function usedAs(
  word: UseWord,
  { idle, never, now }: { idle: number; never: number; now: Date },
): RawBuilder<boolean> {
  switch (word) {
    case 'idle':
      return lastSeenBy(daysBefore(now, idle))
    case 'never':
      return neverSeenGivenBy(never === 0 ? null : daysBefore(now, never))
    case 'not_recorded':
      return notRecorded
  }
}

/** The same time of day, so many days earlier. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}
