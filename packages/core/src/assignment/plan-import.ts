import { todayIn } from '../kernel/calendar.ts'
import { accept, type Decision } from '../kernel/decision.ts'
import { searchKey } from '../kernel/text.ts'
import type { Grant } from '../teams/actor.ts'
import { tokenRolesAt } from '../teams/token-rules.ts'
import { broughtMark, type ImportFacts, type ReadImport, teamCheck } from './import-facts.ts'
import type { ImportedOrganization, ImportFile } from './import-file.ts'
import { type ImportWrong, importWrong, startReading } from './import-reader.ts'
import { type PlannedLicenses, planImportedLicenses } from './plan-import-licenses.ts'
import { type ReadProduct, type ReadTeam, readOrganization, readProducts, readTeams } from './read-import.ts'
import { readLicenses } from './read-import-licenses.ts'
import {
  type ReadPerson,
  type ReadRole,
  type ReadToken,
  readPeople,
  readRoles,
  readTokens,
  tokenMark,
} from './read-import-people.ts'

/** What is to be saved: only what is not there yet. */
export interface ImportPlan extends PlannedLicenses {
  readonly organization: ImportedOrganization & { readonly isNew: boolean }
  readonly products: readonly ReadProduct[]
  readonly teams: readonly ReadTeam[]
  readonly people: readonly ReadPerson[]
  readonly accounts: readonly ReadPerson[]
  readonly roles: readonly ReadRole[]
  readonly tokens: readonly ReadToken[]
}

/** Looks at every value of a file on its own; what is wrong is in its reader. */
export function readImport(
  file: ImportFile,
  { currency, now }: { readonly currency: string; readonly now: Date },
): ReadImport {
  const reader = startReading()
  const organization = readOrganization(reader, file.organization)
  const people = readPeople(reader, file.people)
  const today = todayIn(now, organization.timeZone)
  return {
    ...{ reader, organization, people },
    products: readProducts(reader, file),
    teams: readTeams(reader, file.teams),
    roles: readRoles(reader, file, people),
    licenses: readLicenses(reader, file.licenses, { people, currency, today }),
    tokens: readTokens(reader, file, people),
  }
}

/** Decides what a file adds to what is there: what exists stays as it is, and one thing wrong keeps out all. */
export function planImport(read: ReadImport, facts: ImportFacts): Decision<ImportPlan, ImportWrong> {
  const { reader, organization } = read
  if (facts.organization && !facts.organization.imported)
    reader.note('organization.code', 'organization_is_another', { name: facts.organization.name })
  const people = [...read.people.values()]
  const plan: ImportPlan = {
    organization: { ...organization, isNew: facts.organization === null },
    products: planProducts(read, facts),
    teams: planTeams(read, facts),
    people: people.filter((one) => !facts.people.has(one.address.key)),
    accounts: people.filter((one) => makesAccount(one, facts)),
    roles: planRoles(read, facts),
    ...planImportedLicenses(read, facts),
    tokens: planTokens(read, facts),
  }
  return reader.problems.length === 0 ? accept(plan) : importWrong(reader)
}

/** Tells whether a plan leaves everything as it is. */
export function addsNothing({ organization, ...plan }: ImportPlan): boolean {
  return !organization.isNew && Object.values(plan).every((list) => list.length === 0)
}

function makesAccount({ address, account }: ReadPerson, { accounts, brought }: ImportFacts): boolean {
  return account !== null && !accounts.has(address.key) && !brought.has(broughtMark(address.key, 'account'))
}

function planProducts({ reader, products }: ReadImport, facts: ImportFacts): readonly ReadProduct[] {
  const kinds = new Map([...products.map(({ code, kind }) => [code, kind] as const), ...facts.products])
  for (const { path, code, kind, members } of products) {
    const here = facts.products.get(code)
    if (here && here !== kind) reader.note(`${path}.kind`, 'product_of_another_kind', { kind: here })
    if (here) continue
    const wrong = members.filter((member) => (kinds.get(member) ?? 'pack') === 'pack')
    if (wrong.length > 0 || (kind === 'pack') !== members.length > 0)
      reader.note(`${path}.members`, 'members_wrong', { wrong })
  }
  return products.filter(({ code }) => !facts.products.has(code))
}

function planTeams({ reader, teams }: ReadImport, facts: ImportFacts): readonly ReadTeam[] {
  const living = [...facts.teams].filter(([, { ended }]) => !ended)
  const names = new Map(living.map(([id, { name }]) => [searchKey(name), id]))
  const fresh = teams.filter((team) => !facts.teams.has(team.id))
  for (const { path, name, endedOn } of fresh) {
    const other = endedOn === null ? names.get(searchKey(name)) : undefined
    if (other !== undefined) reader.note(`${path}.name`, 'team_name_is_taken', { team: other })
  }
  return fresh
}

function planRoles(read: ReadImport, facts: ImportFacts): readonly ReadRole[] {
  const { reader, roles } = read
  const checkTeam = teamCheck(read, facts)
  const here = new Set([...facts.brought, ...facts.grants.map((grant) => broughtMark(grant.key, grant))])
  const fresh = roles.filter((one) => !here.has(broughtMark(one.key, one)))
  for (const { path, teamId } of fresh) if (teamId !== null) checkTeam(`${path}.teamId`, teamId)
  const administered = facts.administrators > 0 || fresh.some(({ role }) => role === 'administrator')
  if (roles.length > 0 && !administered) reader.note('roles', 'no_administrator')
  return fresh
}

/** A token reaches no further than its person: the roles of the file count with those the person has already. */
function planTokens(read: ReadImport, facts: ImportFacts): readonly ReadToken[] {
  const { reader, tokens } = read
  const organizationId = read.organization.code
  const checkTeam = teamCheck(read, facts)
  const fresh = tokens.filter((token) => !facts.tokens.has(tokenMark(token)))
  const held = heldRoles(read, facts)
  for (const { path, key, role, teamId } of fresh) {
    if (teamId !== null) checkTeam(`${path}.teamId`, teamId)
    const allowed = tokenRolesAt({ organizationId, teamId, personId: key }, held.get(key) ?? [])
    if (!allowed.includes(role)) reader.note(`${path}.role`, 'token_above_roles', { role, allowed })
  }
  return fresh
}

function heldRoles({ organization, roles }: ReadImport, { grants }: ImportFacts): Map<string, Grant[]> {
  const held = new Map<string, Grant[]>()
  for (const { key, role, teamId } of [...roles, ...grants.filter((grant) => grant.accepted)]) {
    const grant = { organizationId: organization.code, teamId, personId: key, role }
    held.set(key, [...(held.get(key) ?? []), grant])
  }
  return held
}
