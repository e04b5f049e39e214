import type { Actor } from '@claviger/core/teams/actor'
import type { Kysely, Transaction } from 'kysely'
import type { NewId } from './new-id.ts'
import type { Schema } from './schema.ts'

/** All an operation gets: one open transaction, the moment, who acts, and fresh ids. There is no other way out. */
export interface Tx {
  readonly sql: Transaction<Schema>
  readonly now: Date
  readonly actor: Actor
  readonly newId: NewId
}

/** All a view gets: one read-only snapshot, the moment, and who looks. */
export interface Read {
  readonly sql: Transaction<Schema>
  readonly now: Date
  readonly actor: Actor
}

export type Write = <Result>(actor: Actor, run: (tx: Tx) => Promise<Result>) => Promise<Result>
export type ReadOnly = <Result>(actor: Actor, run: (read: Read) => Promise<Result>) => Promise<Result>

export interface Doors {
  readonly db: Kysely<Schema>
  readonly clock: () => Date
  readonly newId: NewId
}

/** What a refused operation throws inside its transaction to leave nothing behind. */
export class Rollback extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('rolled back on purpose')
    this.answer = answer
  }
}

const tries = 6

/**
 * Runs one operation in one transaction. A refusal rolls back, so "refused" always means "nothing happened".
 * Serialization failures and deadlocks are tried again: the operation has had no effect outside the transaction.
 */
export function writer({ db, clock, newId }: Doors): Write {
  return async (actor, run) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await db.transaction().execute(async (transaction) => {
          const answer = await run({ sql: transaction, now: clock(), actor, newId })
          if (isRefusal(answer)) throw new Rollback(answer)
          return answer
        })
      } catch (fault) {
        if (fault instanceof Rollback) return fault.answer as Awaited<ReturnType<typeof run>>
        if (await comesBack(fault, attempt)) continue
        if (attempt >= tries || !isPassing(fault)) throw fault
      }
    }
  }
}

/** Runs views on one snapshot that cannot write. */
export function reader({ db, clock }: Doors): ReadOnly {
  return async (actor, run) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await db
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute((transaction) => run({ sql: transaction, now: clock(), actor }))
      } catch (fault) {
        if (!(await comesBack(fault, attempt))) throw fault
      }
    }
  }
}

const unreachable: readonly (string | undefined)[] = ['ENOENT', 'ECONNREFUSED', '57P03']
const patience = { attempts: 20, pauseMs: 100 }

/**
 * Waits a moment when no connection could be had at all: the embedded server is back within a second after it died.
 * Nothing has begun then, so beginning again is safe; a connection that breaks later is a fault.
 */
async function comesBack(fault: unknown, attempt: number): Promise<boolean> {
  const { code } = (fault ?? {}) as { code?: string }
  if (attempt > patience.attempts || !unreachable.includes(code)) return false
  await new Promise((resolve) => setTimeout(resolve, patience.pauseMs))
  return true
}

/** Met when somebody else did the same at the same moment: done again, the work sees it and decides anew. */
const metByChance: readonly (string | undefined)[] = ['license_pkey', 'one_license_of_a_product_per_person']

/** A fault that goes away when the same work is done again: serialization failure, deadlock, or a chance meeting. */
function isPassing(fault: unknown): boolean {
  const { code, constraint } = (fault ?? {}) as { code?: string; constraint?: string }
  return code === '40001' || code === '40P01' || (code === '23505' && metByChance.includes(constraint))
}

function isRefusal(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && (answer as { ok?: unknown }).ok === false
}
