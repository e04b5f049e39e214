import type { Seal } from '@claviger/core/activation/open-license'

const most = 64

/**
 * Remembers which statements of the root have been checked. All documents of a signing key carry the same one, so a
 * product checks it once and then only the document's own signature.
 */
export function rememberStatements(): { has(seal: Seal): boolean; add(seal: Seal): void } {
  const genuine = new Map<string, Seal>()
  const nameOf = ({ publicKey, signature }: Seal) => `${publicKey} ${String.fromCharCode(...signature)}`
  return {
    has: (seal) => {
      const known = seal.of === 'statement' ? genuine.get(nameOf(seal)) : undefined
      return known !== undefined && isSame(known.signed, seal.signed)
    },
    add(seal) {
      if (seal.of !== 'statement') return
      if (genuine.size >= most) genuine.clear()
      genuine.set(nameOf(seal), seal)
    },
  }
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}
