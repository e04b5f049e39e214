/** The facts that open something, in letters that are marked as secret. */
export const secretNames: ReadonlySet<string> = new Set(['digits', 'claim', 'door'])

export const cover = '••••••'

/** The same facts with everything that opens something covered. */
export function coverSecrets(facts: unknown): unknown {
  if (typeof facts !== 'object' || facts === null) return facts
  const pairs = Object.entries(facts)
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, secretNames.has(name) ? cover : coverSecrets(value)]),
  )
}
