/** The facts that open something, in letters that are marked as secret. */
export const secretNames: ReadonlySet<string> = new Set(['digits', 'claim', 'door', 'activationCode'])

export const cover = '••••••'

/** Whether everything that opened something has been covered already, where the facts are kept. */
export function isCovered(facts: unknown): boolean {
  return JSON.stringify(facts).includes(cover)
}

/** The same facts with everything that opens something covered. */
export function coverSecrets(facts: unknown): unknown {
  if (Array.isArray(facts)) return facts.map(coverSecrets)
  if (typeof facts !== 'object' || facts === null) return facts
  const pairs = Object.entries(facts)
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, secretNames.has(name) ? cover : coverSecrets(value)]),
  )
}
