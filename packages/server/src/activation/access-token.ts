import { createHash } from 'node:crypto'
import { isUuid } from '@claviger/core/kernel/ids'
import { isToken } from '../db/new-id.ts'

/** What an access token says: which activation, and the proof of it. */
export interface AccessToken {
  readonly organizationId: number
  readonly activationId: string
  readonly secretHash: string
}

/** Writes the token of an activation: it names the row, so that a check is one look at its key. */
export function accessToken(organizationId: number, activationId: string, secret: string): string {
  return `${organizationId}.${activationId}.${secret}`
}

/** Reads a token; null when this service never gives such a one. */
export function readAccessToken(text: string): AccessToken | null {
  const [organization = '', activationId = '', secret = '', more] = text.slice(0, 120).split('.')
  const wellMade = /^\d{1,15}$/.test(organization) && isUuid(activationId) && isToken(secret)
  if (!wellMade || more !== undefined) return null
  return {
    organizationId: Number(organization),
    activationId: activationId.toLowerCase(),
    secretHash: secretHash(secret),
  }
}

/**
 * What is kept of a secret. It has 130 random bits and is compared by this hash alone, so how long a comparison takes
 * tells nothing that leads to it.
 */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
