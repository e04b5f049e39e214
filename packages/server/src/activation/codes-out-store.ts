import { type HeldCode, isOut } from '@claviger/core/activation/codes-out'
import type { Keep } from '@claviger/core/activation/plan-document'
import { type CalendarDate, dateFrom } from '@claviger/core/kernel/calendar'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** The newest code of each of these assignments that still does something on this day, by assignment. */
export async function listCodesOut(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
  today: CalendarDate,
): Promise<ReadonlyMap<string, HeldCode>> {
  if (assignmentIds.length === 0) return new Map()
  const { rows } = await sql<{ assignment_id: string; valid_until: string; keeps: Keep[] }>`
    select assignment_id, valid_until, keeps from activation_code
    where organization_id = ${organizationId} and assignment_id = any(${[...assignmentIds]}::uuid[])
      and replaced_at is null`.execute(tx.sql)
  const codes = rows.map((row) => [row.assignment_id, heldOf(row)] as const)
  return new Map(codes.filter(([, code]) => isOut(code, today)))
}

function heldOf({ valid_until, keeps }: { valid_until: string; keeps: Keep[] }): HeldCode {
  return { validUntil: dateFrom(valid_until), keeps }
}
