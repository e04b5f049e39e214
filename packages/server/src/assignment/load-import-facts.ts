import { broughtMark, type ImportFacts, type ReadImport } from '@claviger/core/assignment/import-facts'
import { type ReadRole, tokenMark } from '@claviger/core/assignment/read-import-people'
import { listProved, listTokensMade } from '../access/vouched-store.ts'
import { listFacts } from '../audit/happened.ts'
import { listProductKinds } from '../catalog/moving-in-store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { listPlacesOfLicenses } from '../licenses/moving-in-store.ts'
import { listAllTeams, listPersonIds } from '../teams/moving-in-store.ts'
import { listGrants, type RoleGrant } from '../teams/role-store.ts'
import { loadOrganization } from '../teams/store.ts'
import { listHoldings } from './moving-in-store.ts'

/** Loads what is there already of what a file speaks of; its size makes no difference to the number of statements. */
export async function loadImportFacts(
  tx: Tx,
  { organization, people, licenses }: ReadImport,
): Promise<ImportFacts> {
  const organizationId = organization.code
  const keys = [...people.keys()]
  const here = await loadOrganization(tx, organizationId)
  const imported = await listFacts(tx, organizationId, 'organization_imported')
  const teams = await listAllTeams(tx, organizationId)
  const grants = await listGrants(tx, organizationId)
  return {
    organization: here ? { name: here.name, imported: imported.length > 0 } : null,
    administrators: grants.filter((grant) => grant.role === 'administrator' && grant.acceptedAt).length,
    products: await listProductKinds(tx),
    teams: new Map(teams.map(({ id, name, endedAt }) => [id, { name, ended: endedAt !== null }])),
    licenses: await listPlacesOfLicenses(
      tx,
      licenses.map(({ id }) => id),
    ),
    people: new Set((await listPersonIds(tx, organizationId, keys)).keys()),
    accounts: await listProved(tx, keys),
    holdings: await listHoldings(tx, organizationId, keys),
    grants: grants.map(grantFact),
    brought: await listBrought(tx, organizationId),
    tokens: new Set((await listTokensMade(tx, organizationId)).map(tokenMark)),
  }
}

function grantFact({ addressKey, role, teamId, acceptedAt }: RoleGrant) {
  return { key: addressKey, role, teamId, accepted: acceptedAt !== null }
}

/** The log remembers what an import brought, so that the same file does not give back what was taken since. */
async function listBrought(tx: Tx, organizationId: number): Promise<ReadonlySet<string>> {
  const accounts = await listFacts<Brought>(tx, organizationId, 'account_imported')
  const roles = await listFacts<Brought & Pick<ReadRole, 'role' | 'teamId'>>(
    tx,
    organizationId,
    'role_imported',
  )
  return new Set([
    ...accounts.map(({ address }) => broughtMark(address, 'account')),
    ...roles.map((role) => broughtMark(role.address, role)),
  ])
}

/** What the log has noted with each of them. */
interface Brought {
  readonly address: string
}
