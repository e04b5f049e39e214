import type { Address } from '../kernel/email.ts'
import type { TokenRole } from '../teams/actor.ts'
import { isTeamRole, type Role } from '../teams/permission-matrix.ts'
import type { ImportedPerson, ImportFile } from './import-file.ts'
import type { ImportReader } from './import-reader.ts'
import { readEmail, readOptionalText, readText } from './read-import.ts'

const longestName = 120
const longestTokenName = 60

/** Somebody the file speaks of; whoever is only mentioned has no name. */
export interface ReadPerson {
  readonly address: Address
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  /** They have an account, which may call them otherwise. */
  readonly account: { readonly name: string } | null
}

export interface ReadRole {
  readonly path: string
  readonly key: string
  readonly role: Role
  readonly teamId: number | null
}

export interface ReadToken {
  readonly path: string
  readonly key: string
  readonly role: TokenRole
  readonly teamId: number | null
  readonly name: string
}

/** By what a token is known again when the file comes once more. */
export function tokenMark({ key, role, teamId, name }: Omit<ReadToken, 'path'>): string {
  return JSON.stringify([key, role, teamId, name])
}

/** Everybody in the file by the key of their address. */
export type ReadPeople = Map<string, ReadPerson>

/** Reads the people the file lists; each address stands in the list once. */
export function readPeople(reader: ImportReader, people: readonly ImportedPerson[]): ReadPeople {
  const seen = new Map<unknown, string>()
  const known: ReadPeople = new Map()
  people.forEach((one, index) => {
    const path = `people[${index}]`
    const address = readEmail(reader, `${path}.email`, one.email)
    reader.once(seen, address.key, `${path}.email`)
    known.set(address.key, { address, ...namesOf(reader, path, one) })
  })
  return known
}

function namesOf(reader: ImportReader, path: string, one: ImportedPerson): Omit<ReadPerson, 'address'> {
  const text = (field: 'firstName' | 'lastName' | 'name') =>
    readOptionalText(reader, `${path}.${field}`, one[field], longestName) ?? ''
  const [firstName, lastName] = [text('firstName'), text('lastName')]
  const name = text('name') || [firstName, lastName].filter(Boolean).join(' ')
  const own = readOptionalText(reader, `${path}.account.name`, one.account?.name, longestName)
  return { name, firstName, lastName, account: one.account ? { name: own ?? name } : null }
}

/** Whoever is mentioned is a person of the organization, listed or not. */
export function mention(reader: ImportReader, people: ReadPeople, path: string, email: string): string {
  const address = readEmail(reader, path, email)
  if (!people.has(address.key))
    people.set(address.key, { address, name: '', firstName: '', lastName: '', account: null })
  return address.key
}

/** Reads the roles; a team role says which team, any other none. */
export function readRoles(
  reader: ImportReader,
  { roles }: ImportFile,
  people: ReadPeople,
): readonly ReadRole[] {
  const seen = new Map<unknown, string>()
  return roles.map(({ email, role, teamId }, index) => {
    const path = `roles[${index}]`
    const key = mention(reader, people, `${path}.email`, email)
    reader.once(seen, `${key} ${role} ${teamId}`, path)
    if (isTeamRole(role) && teamId === undefined) reader.note(path, 'role_needs_team', { role })
    if (!isTeamRole(role) && teamId !== undefined)
      reader.note(`${path}.teamId`, 'role_is_for_all_teams', { role })
    return { path, key, role, teamId: teamId ?? null }
  })
}

/** Reads the tokens that are to be made; person, place, role and name together stand in the file once. */
export function readTokens(
  reader: ImportReader,
  { tokens }: ImportFile,
  people: ReadPeople,
): readonly ReadToken[] {
  const seen = new Map<unknown, string>()
  return tokens.map(({ email, role, teamId, name: typed }, index) => {
    const path = `tokens[${index}]`
    const key = mention(reader, people, `${path}.email`, email)
    const name = readText(reader, `${path}.name`, typed, longestTokenName)
    const token = { path, key, role, teamId: teamId ?? null, name }
    reader.once(seen, tokenMark(token), path)
    return token
  })
}
