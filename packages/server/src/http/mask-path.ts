/** Addresses whose next part opens something to whoever holds it. */
const opening = new Set(['i', 'a', 'claim', 'order', 'signin', 'setup', 'q', 'requests', 'keep'])

/** As long as what opens something is, and longer than any word or part of an id. */
const tokenLike = /[0-9a-z]{20,}/gi

/**
 * A path as it may stand in a log: without query, and without what opens something, also where a mail program has
 * mangled the address around it.
 */
export function maskPath(path: string): string {
  const [first = '', second] = path.split('/').filter((part) => part !== '')
  const doorPath = first.replace(/\.data$/, '').toLowerCase()
  return opening.has(doorPath) && second ? `/${doorPath}/…` : path.slice(0, 300).replace(tokenLike, '…')
}
