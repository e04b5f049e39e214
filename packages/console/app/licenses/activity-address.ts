import { addDays, type CalendarDate, calendarDate } from '@claviger/core/kernel/calendar'
import type { ActivityQuery, Origin } from '@claviger/server/assignment/activity-views'
import type { EventPart } from '@claviger/server/audit/event-kinds'

/** The parts of the log a reader may choose from; what concerns the vendor alone is in nobody else's. */
export const parts = [
  'handed_out',
  'taken_back',
  'moved',
  'requests',
  'links',
  'codes',
  'machines',
  'teams',
  'roles',
  'tokens',
  'letters',
  'orders',
  'settings',
] as const satisfies readonly EventPart[]

export const origins = ['page', 'link', 'job', 'api', 'cli', 'system'] as const satisfies readonly Origin[]

/** Days back from today, today included. */
export const periods = [1, 7, 30, 90, 365] as const

/** Reads which part of the log an address asks for; what is not understood limits nothing. */
export function readActivityAddress(
  params: URLSearchParams,
  today: CalendarDate,
): Omit<ActivityQuery, 'organizationId' | 'teamId' | 'perPage'> {
  const text = (name: string) => (params.get(name) ?? '').slice(0, 200) || undefined
  const number = (name: string) =>
    /^\d{1,9}$/.test(params.get(name) ?? '') ? Number(params.get(name)) : undefined
  const period = periods.find((days) => days === number('period'))
  return {
    part: parts.find((part) => part === params.get('what')),
    origin: origins.find((origin) => origin === params.get('from')),
    inTeam: number('team'),
    actor: text('actor'),
    licenseId: text('license'),
    personId: text('person'),
    search: text('q'),
    from: dayIn(params, 'since') ?? (period && addDays(today, 1 - period)),
    to: dayIn(params, 'until'),
    before: text('page'),
  }
}

/** A day the address names; nothing where it names none. */
export function dayIn(params: URLSearchParams, name: string): CalendarDate | undefined {
  const day = calendarDate(params.get(name) ?? '')
  return day.ok ? day.plan : undefined
}
