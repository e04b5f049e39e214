import type { KeyObject } from 'node:crypto'
import type { LicenseDocument } from '@claviger/core/activation/document'
import { headerLineOf, headerOf, payloadOf, textOf } from '@claviger/core/activation/write-license'
import type { Read, Tx } from '../db/unit-of-work.ts'
import { encoded, privateKeyFrom, signPrepared } from './key-pair.ts'
import { loadNotice, loadSigningKey, type SigningKey } from './key-store.ts'

type Door = Pick<Tx | Read, 'sql'>

/** Turns what a license document says into the text that people and products hold. */
export interface Signer {
  /** The key that signs. */
  readonly kid: string
  readonly sign: (document: LicenseDocument) => string
}

/** The signer of the current key: ask for it once per operation, not once per document. */
export async function loadSigner(door: Door): Promise<Signer> {
  const key = await loadSigningKey(door)
  if (!key) throw new Error('This installation has no keys yet: start Claviger once.')
  return signerOf(key)
}

/** What products are told of retired keys, signed by the root; nothing while none is retired. */
export function loadRetiredNotice(door: Door): Promise<string | null> {
  return loadNotice(door)
}

/** The signer of a key that is at hand. */
export function signerOf(key: SigningKey): Signer {
  const { header, privateKey } = preparedOf(key)
  return {
    kid: key.kid,
    sign: (document) => textOf(headerLineOf(document), signPrepared(header, payloadOf(document), privateKey)),
  }
}

interface Prepared {
  readonly header: string
  readonly privateKey: KeyObject
}

/** Reading a private key takes longer than signing with it. What belongs to a statement never changes. */
const prepared = new Map<string, Prepared>()
const mostPrepared = 100

function preparedOf({ kid, privateKey, statement }: SigningKey): Prepared {
  const known = prepared.get(statement)
  if (known) return known
  if (prepared.size >= mostPrepared) prepared.clear()
  const made = { header: encoded(headerOf(kid, statement)), privateKey: privateKeyFrom(privateKey) }
  prepared.set(statement, made)
  return made
}
