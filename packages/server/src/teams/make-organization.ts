import { slugOf } from '@claviger/core/kernel/ids'
import type { Tx } from '../db/unit-of-work.ts'
import {
  holdSeries,
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
  const organization = { ...request, id, slug: await pickSlug(tx, request.name, id) }
  await saveOrganization(tx, organization)
  return { organization, team: await makeTeam(tx, { organizationId: id, name: request.name }) }
}

export interface NewTeam {
  readonly organizationId: number
  readonly name: string
  /** The form that asks for it. */
  readonly formId?: string
}

/** Opens another team in an organization. */
export async function makeTeam(tx: Tx, { organizationId, name, formId }: NewTeam): Promise<Team> {
  const team = { id: await nextNumber(tx, 'team', firstTeam), name }
  await saveTeam(tx, organizationId, team, formId)
  return team
}

/**
 * Picks the address of an organization after its name. Hold the series of organizations, so that nobody else takes it
 * between the look and the save.
 */
export async function pickSlug(tx: Tx, name: string, id: number): Promise<string> {
  const wished = slugOf(name, String(id))
  return freeSlug(wished, new Set([...reserved, ...(await listSlugsLike(tx, wished))]))
}

/** Holds the series of organizations until the transaction ends: one organization is made at a time. */
export function holdOrganizations(tx: Tx): Promise<void> {
  return holdSeries(tx, 'organization', firstOrganization)
}

function freeSlug(wished: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wished : `${wished}-${n}`
    if (!taken.has(slug)) return slug
  }
}
