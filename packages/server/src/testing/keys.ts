import { createPublicKey, verify } from 'node:crypto'
import type { LicenseDocument } from '@claviger/core/activation/document'
import type { Seal } from '@claviger/core/activation/open-license'
import { termEnd, todayIn } from '@claviger/core/kernel/calendar'
import { operator, system } from '@claviger/core/teams/actor'
import { ensureKeys } from '../activation/ensure-keys.ts'
import { keySet } from '../activation/keys-views.ts'
import { loadSigner } from '../activation/signer.ts'
import { planOf, type Story } from './story.ts'

/** Gives the story its root and signing key, made at the story's own moment. */
export async function withKeys<Told extends Pick<Story, 'write'>>(story: Told): Promise<Told> {
  planOf(await story.write(system, ensureKeys, {}))
  return story
}

/** What products of the story carry. */
export async function rootKeyOf(story: Pick<Story, 'read'>): Promise<string> {
  return (await story.read(operator, keySet, {})).root?.publicKey ?? ''
}

/** Whether the key of a seal has signed its bytes. */
export function isGenuine({ publicKey, signed, signature }: Seal): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  return verify(null, signed, key, signature)
}

/** A document of Ines, paid for a year that begins today; with whatever the test changes of it. */
export function documentAt(now: Date, changes: Partial<LicenseDocument> = {}): LicenseDocument {
  const today = todayIn(now, 'Europe/London')
  const product = { code: 'LOOM', fallbackDate: today, fallbackRelease: '6.2' }
  return {
    ...{ kind: 'offline', licenseId: 'CL7K3M9QXW', licensee: 'Harrow & Vale', person: 'Ines Okafor' },
    ...{ title: 'Loomwright', serial: 1, issuedAt: Math.floor(now.getTime() / 1000) },
    ...{ timeZone: 'Europe/London', policy: { graceDays: 7, checkHours: 24, offlineDays: 30 } },
    products: [{ ...product, paidUpTo: termEnd(today, 'year', 1) }],
    ...changes,
  }
}

/** Signs a document with the key of this moment. */
export function signed(story: Pick<Story, 'write' | 'now'>, changes: Partial<LicenseDocument> = {}) {
  const sign = async (tx: Parameters<typeof loadSigner>[0]) =>
    (await loadSigner(tx)).sign(documentAt(story.now(), changes))
  return story.write(system, sign, {})
}
