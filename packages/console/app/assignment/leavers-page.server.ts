import type { CodesOut } from '@claviger/core/activation/codes-out'
import { readPeople } from '@claviger/core/assignment/read-people'
import type { Decision } from '@claviger/core/kernel/decision'
import { accept } from '@claviger/core/kernel/decision'
import type { KnownHolder } from '@claviger/server/assignment/who-holds-views'
import type { Here } from './place.server.ts'

/** Who of a pasted list holds what, before anything happens. */
export interface LeaversRead {
  readonly text: string
  /** How many addresses were read. */
  readonly all: number
  readonly people: readonly KnownHolder[]
  /** Addresses nobody here has. */
  readonly unknown: readonly string[]
  readonly codes: CodesOut | null
  readonly licenses: number
  /** Licenses in teams whose licenses the reader may not take back. */
  readonly stays: number
}

const mostShown = 500

/** The keys of the addresses in a pasted text, each once. */
export function addressKeysIn(text: string): ReadonlyMap<string, string> {
  const { rows } = readPeople(text)
  return new Map(rows.flatMap(({ address }) => (address ? [[address.key, address.typed]] : [])))
}

/** Reads a pasted list and looks up what its people hold. */
export async function readLeavers({ app, actor, scope }: Here, text: string): Promise<Decision<LeaversRead>> {
  const keys = addressKeysIn(text)
  const found = await app.views.whoHolds(actor, { ...scope, addressKeys: [...keys.keys()] })
  if (!found.ok) return found
  const { people, codes } = found.plan
  const known = new Set(people.map(({ addressKey }) => addressKey))
  const held = people.flatMap(({ licenses }) => licenses)
  return accept({
    ...{ text, all: keys.size, codes, people },
    unknown: [...keys]
      .filter(([key]) => !known.has(key))
      .map(([, typed]) => typed)
      .slice(0, mostShown),
    licenses: held.filter(({ mayRevoke }) => mayRevoke).length,
    stays: held.filter(({ mayRevoke }) => !mayRevoke).length,
  })
}

/** The lists that are ready: how many people each of them finds. */
export async function countReady({ app, actor, scope }: Here) {
  const lists = [
    { name: 'idle_60', query: 'idle=60&sort=used', filter: { idleDays: 60 } },
    { name: 'never_started', query: 'status=never', filter: { use: 'never' as const } },
    { name: 'not_recorded', query: 'status=not_recorded', filter: { use: 'not_recorded' as const } },
    { name: 'outside_domains', query: 'outside=ours', filter: { outside: true, holding: 'some' as const } },
  ] as const
  return Promise.all(
    lists.map(async ({ name, query, filter }) => {
      const found = await app.views.peoplePage(actor, { ...scope, filter, page: 1, perPage: 1 })
      return { name, query, people: found.ok ? found.plan.holders : 0 }
    }),
  )
}
