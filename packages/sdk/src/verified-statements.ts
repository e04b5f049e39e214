import type { Seal } from '@claviger/core/activation/open-license'

/**
 * Remembers which statements of the root have been checked. All licenses of a signing key carry the same one, and the
 * same header is opened as the same seal, so a product checks it once and then only the license's own signature.
 */
export function rememberStatements(): { has(seal: Seal): boolean; add(seal: Seal): void } {
  const genuine = new WeakSet<Seal>()
  return {
    has: (seal) => genuine.has(seal),
    add(seal) {
      if (seal.of === 'statement') genuine.add(seal)
    },
  }
}
