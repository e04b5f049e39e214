const anywhere = 'https://here.invalid'
const longestPath = 2000

/** Follows a "go back to" value only when it stays on this site; everything else lands on the fallback. */
export function samePath(value: unknown, fallback: string): string {
  if (typeof value !== 'string' || value.length > longestPath || !staysHere(value)) return fallback
  const url = new URL(value, anywhere)
  const path = url.pathname + url.search + url.hash
  return url.origin === anywhere && !path.startsWith('//') ? path : fallback
}

/** Browsers read \ as / and skip tabs, and a proxy may decode the first %2F: all of these could name another host. */
function staysHere(value: string): boolean {
  if (!value.startsWith('/') || /[\\\p{Cc}\p{Cs}]/u.test(value)) return false
  return !/^\/(\/|%(25)*(2f|5c|0[0-9a-f]|1[0-9a-f]))/i.test(value)
}
