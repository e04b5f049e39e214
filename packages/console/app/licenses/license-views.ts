import type { WordKey } from '../words/catalogs.ts'

/** A query above the list, by a name of ours or by one that somebody gave it. */
export interface ShownView {
  readonly slug: string
  readonly name: string | null
  readonly query: string
  readonly mayChange: boolean
}

/** The views every list of licenses has. */
export const builtInViews = [
  { slug: 'all', query: '' },
  { slug: 'free', query: 'status=free' },
  { slug: 'waiting', query: 'status=invited' },
  { slug: 'idle', query: 'status=idle&idle=60' },
  { slug: 'renewing', query: 'renews=45&sort=renews' },
] as const satisfies readonly { slug: string; query: string }[]

const names: Readonly<Record<string, WordKey<'licenses'>>> = {
  all: 'view_all',
  free: 'status_free',
  waiting: 'view_waiting',
  idle: 'view_idle',
  renewing: 'view_renewing',
}

/** What one of our own views is called. */
export function viewName({ slug, name }: ShownView, words: (key: WordKey<'licenses'>) => string): string {
  return name ?? words(names[slug] ?? 'view_all')
}

/** Whether two queries mean the same list, however their parts are ordered. */
export function sameQuery(one: string, other: string): boolean {
  const sorted = (query: string) => [...new URLSearchParams(query)].map(String).sort().join('&')
  return sorted(one) === sorted(other)
}
