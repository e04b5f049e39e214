import type { Revocation } from '@claviger/core/activation/document'
import { shown } from '@claviger/core/activation/read-copy'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { Tx } from '../db/unit-of-work.ts'
import { readAccessToken } from './access-token.ts'
import { type CheckRow, type FoundActivation, saveSeen } from './activation-store.ts'
import { type OnlineDocument, signOnline } from './sign-online.ts'

/** A product that asks whether it may go on. */
export interface ActivationCheck {
  /** The access token; never kept, never shown. */
  readonly token: string
  readonly product: string
  readonly release: string
}

export type CheckAnswer =
  | ({ readonly kind: 'licensed' } & OnlineDocument)
  | ({ readonly kind: 'stopped'; readonly revoked: Revocation } & OnlineDocument)
  | { readonly kind: 'invalid_token' }

export interface CheckActivations {
  readonly checks: readonly ActivationCheck[]
}

export interface CheckedActivations {
  /** In the order of the questions. */
  readonly answers: readonly CheckAnswer[]
  /** What products are told of retired keys. */
  readonly retired: string | null
}

/**
 * Answers products that ask whether they may go on, each with a document signed now, and notes that they were seen. As
 * many at once as have asked: the statements do not grow with them.
 */
export async function checkActivations(
  tx: Tx,
  { checks }: CheckActivations,
): Promise<Decision<CheckedActivations>> {
  const rows = checks.map(readCheck)
  const found = await saveSeen(
    tx,
    rows.flatMap((row) => row ?? []),
  )
  const opened = new Map(found.map((one) => [one.id, one]))
  const { documents, retired } = await signOnline(tx, found)
  const answers = rows.map((row): CheckAnswer => {
    const activation = row && opened.get(row.activationId)
    const document = activation && opens(row, activation) ? documents.get(activation.id) : undefined
    if (!document) return { kind: 'invalid_token' }
    const { revoked } = document
    return revoked ? { kind: 'stopped', ...document, revoked } : { kind: 'licensed', ...document }
  })
  return accept({ answers, retired })
}

/** Two that name one activation are told apart by their secrets. */
function opens({ secretHash, productCode }: CheckRow, activation: FoundActivation): boolean {
  return secretHash === activation.secretHash && productCode === activation.productCode
}

function readCheck({ token, product, release }: ActivationCheck): CheckRow | null {
  const read = readAccessToken(token)
  return read && { ...read, productCode: product, release: shown(release) }
}
