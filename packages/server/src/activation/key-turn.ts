import { kidOf } from '@claviger/core/activation/document'
import type { RootGiven } from '@claviger/core/activation/key-rules'
import type { Tx } from '../db/unit-of-work.ts'
import { certify, signNotice } from './key-certify.ts'
import { makeKeyPair, privateKeyFrom, publicHalf } from './key-pair.ts'
import { type KeptKey, lockKeys, saveKey, saveNotice, saveReplaced } from './key-store.ts'

/** The private half of the root, whoever keeps it. */
export interface RootAtHand extends RootGiven {
  readonly privateKey: string
}

/** Reads a root that was given for the moment. */
export function rootGivenBy(privateKey: string | undefined): RootAtHand | null {
  return privateKey === undefined ? null : { privateKey, kid: kidOf(publicHalf(privateKeyFrom(privateKey))) }
}

/** The private half of the root for an act that was decided to have it. */
export function rootAtHand(keys: readonly KeptKey[], given: RootAtHand | null): string {
  const privateKey = given?.privateKey ?? keys.find((key) => key.role === 'root')?.privateKey
  if (!privateKey) throw new Error('an act of the root was allowed without its private half')
  return privateKey
}

/** Makes a new key, has the root sign for it and lets it sign from now on; the one before stays good. */
export async function turnKey(tx: Tx, rootPrivateKey: string): Promise<string> {
  const { publicKey, privateKey } = makeKeyPair()
  const statement = certify(rootPrivateKey, publicKey, tx.now)
  await saveReplaced(tx)
  await saveKey(tx, { role: 'signing', publicKey, privateKey, statement })
  return kidOf(publicKey)
}

/** Has the root sign anew which keys are retired; without a retired one there is nothing to say. */
export async function renewNotice(tx: Tx, rootPrivateKey: string): Promise<void> {
  const retired = (await lockKeys(tx)).flatMap(({ kid, retiredAt }) =>
    retiredAt ? [{ kid, at: retiredAt }] : [],
  )
  if (retired.length > 0) await saveNotice(tx, signNotice(rootPrivateKey, retired, tx.now))
}
