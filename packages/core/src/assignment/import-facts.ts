import type { ImportedOrganization } from './import-file.ts'
import type { ImportReader } from './import-reader.ts'
import type { ReadProduct, ReadTeam } from './read-import.ts'
import type { ReadLicense } from './read-import-licenses.ts'
import type { ReadPeople, ReadRole, ReadToken } from './read-import-people.ts'

/** A file whose every value was looked at, on its own. */
export interface ReadImport {
  readonly reader: ImportReader
  readonly organization: ImportedOrganization
  readonly products: readonly ReadProduct[]
  readonly teams: readonly ReadTeam[]
  readonly people: ReadPeople
  readonly roles: readonly ReadRole[]
  readonly tokens: readonly ReadToken[]
  readonly licenses: readonly ReadLicense[]
}

/** What is there already of what the file speaks of. */
export interface ImportFacts {
  /** Who bears the customer code; one that an earlier import brought may be added to. */
  readonly organization: { readonly name: string; readonly imported: boolean } | null
  readonly administrators: number
  readonly products: ReadonlyMap<string, ReadProduct['kind']>
  readonly teams: ReadonlyMap<number, { readonly name: string; readonly ended: boolean }>
  /** The organization each of the licenses is with. */
  readonly licenses: ReadonlyMap<string, number>
  /** Keys of addresses: known in the organization, and proved by an account anywhere. */
  readonly people: ReadonlySet<string>
  readonly accounts: ReadonlySet<string>
  /** What people hold, by `holdingMark`. */
  readonly holdings: ReadonlySet<string>
  /** Roles people have or are offered. */
  readonly grants: readonly KnownGrant[]
  /** Every role and account an earlier import brought, by `broughtMark`, whatever became of it. */
  readonly brought: ReadonlySet<string>
  /** Tokens that were made, by `tokenMark`, revoked ones too. */
  readonly tokens: ReadonlySet<string>
}

export type KnownGrant = Omit<ReadRole, 'path'> & { readonly accepted: boolean }

/** By what a license in a person's hands is told from a second one of the product. */
export function holdingMark(key: string, product: string): string {
  return `${product} ${key}`
}

/** How a role or an account an import brought is remembered. */
export function broughtMark(key: string, what: 'account' | Pick<ReadRole, 'role' | 'teamId'>): string {
  return JSON.stringify(what === 'account' ? [key] : [key, what.role, what.teamId])
}

/** Tells whether something can be in a team, of the file or here already; noting it where nothing can. */
export type TeamCheck = (path: string, teamId: number) => void

export function teamCheck({ reader, teams }: ReadImport, facts: ImportFacts): TeamCheck {
  const ended = new Map(teams.map(({ id, endedOn }) => [id, endedOn !== null]))
  for (const [id, team] of facts.teams) ended.set(id, team.ended)
  return (path, team) => {
    if (ended.get(team) !== false)
      reader.note(path, ended.has(team) ? 'team_ended' : 'team_unknown', { team })
  }
}
