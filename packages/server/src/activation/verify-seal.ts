import { createPublicKey, verify } from 'node:crypto'
import type { VerifySeal } from '@claviger/core/activation/verify-with'

/** Checks one signature, for looking at single documents. */
export const verifySeal: VerifySeal = ({ publicKey, signed, signature }) =>
  verify(
    null,
    signed,
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' }),
    signature,
  )
