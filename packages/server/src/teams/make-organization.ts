import { slugOf } from '@claviger/core/kernel/ids'
import type { Tx } from '../db/unit-of-work.ts'
import {
  listSlugsLike,
  nextNumber,
  type Organization,
  saveOrganization,
  saveTeam,
  type Team,
} from './store.ts'

export type NewOrganization = Omit<Organization, 'id' | 'slug'>

const firstOrganization = 1_000_001
const firstTeam = 2_000_001
const reserved = ['new', 'search']

/** Makes a customer with its first team, which bears the organization's name. Names may repeat, addresses do not. */
export async function makeOrganization(
  tx: Tx,
  request: NewOrganization,
): Promise<{ readonly organization: Organization; readonly team: Team }> {
  const id = await nextNumber(tx, 'organization', firstOrganization)
  // The number's row is held from here on, so nobody else takes a slug between the look and the save.
  const wished = slugOf(request.name, String(id))
  const slug = freeSlug(wished, new Set([...reserved, ...(await listSlugsLike(tx, wished))]))
  const organization = { ...request, id, slug }
  await saveOrganization(tx, organization)
  return { organization, team: await makeTeam(tx, { organizationId: id, name: request.name }) }
}

export interface NewTeam {
  readonly organizationId: number
  readonly name: string
}

/** Opens another team in an organization. */
export async function makeTeam(tx: Tx, { organizationId, name }: NewTeam): Promise<Team> {
  const team = { id: await nextNumber(tx, 'team', firstTeam), name }
  await saveTeam(tx, organizationId, team)
  return team
}

function freeSlug(wished: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wished : `${wished}-${n}`
    if (!taken.has(slug)) return slug
  }
}
