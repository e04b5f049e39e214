import type { ImportPlan } from '@claviger/core/assignment/plan-import'
import type { ReadToken } from '@claviger/core/assignment/read-import-people'
import { endOfDay } from '@claviger/core/kernel/calendar'
import { actorName } from '@claviger/core/teams/actor'
import { saveTokens, saveVouchedAccounts } from '../access/vouched-store.ts'
import { type Happening, record } from '../audit/record.ts'
import { freeSlug } from '../catalog/add-product.ts'
import { saveMovedProducts } from '../catalog/moving-in-store.ts'
import { listProductNames } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { keepNumbersClear, moveIn } from '../teams/move-in.ts'
import { listPersonIds, saveMovedRoles, saveMovedTeams } from '../teams/moving-in-store.ts'
import { ensurePeople } from '../teams/store.ts'
import { saveImportedLicenses } from './save-import-licenses.ts'

/** A token that was just made, with what its caller will hold. */
export interface MadeToken extends Omit<ReadToken, 'path' | 'key'> {
  readonly address: string
  readonly token: string
}

/** Saves a plan in a fixed number of statements; nobody is written to. */
export async function saveImport(tx: Tx, plan: ImportPlan, currency: string): Promise<readonly MadeToken[]> {
  await saveProducts(tx, plan)
  if (plan.organization.isNew) await moveIn(tx, { ...plan.organization, id: plan.organization.code })
  await record(tx, [summaryOf(plan)])
  await saveTeams(tx, plan)
  const personOf = await savePeople(tx, plan)
  await saveRoles(tx, plan, personOf)
  await saveImportedLicenses(tx, plan, { currency, personOf })
  return saveImportedTokens(tx, plan, personOf)
}

function summaryOf({ organization, ...plan }: ImportPlan): Happening {
  const facts = Object.fromEntries(Object.entries(plan).map(([name, list]) => [name, list.length]))
  return { what: 'organization_imported', organizationId: organization.code, facts }
}

async function saveProducts(tx: Tx, { products }: ImportPlan): Promise<void> {
  if (products.length === 0) return
  const slugs = new Set((await listProductNames(tx)).slugs)
  const named = products.map((product) => {
    const slug = freeSlug(product.name, slugs)
    slugs.add(slug)
    return { ...product, slug }
  })
  await saveMovedProducts(tx, named)
  await record(
    tx,
    named.map(({ code, slug, name, kind }) => ({
      ...{ what: 'product_added', organizationId: 0, facts: { code, slug, name, kind } },
    })),
  )
}

async function saveTeams(tx: Tx, { organization, teams }: ImportPlan): Promise<void> {
  const endedAt = (day: (typeof teams)[number]['endedOn']) => day && endOfDay(day, organization.timeZone)
  await saveMovedTeams(
    tx,
    organization.code,
    teams.map(({ id, name, endedOn }) => ({ id, name, endedAt: endedAt(endedOn) })),
  )
  await keepNumbersClear(
    tx,
    'team',
    teams.map(({ id }) => id),
  )
}

/** Answers the id of everybody the plan speaks of, known before or new. */
async function savePeople(tx: Tx, plan: ImportPlan): Promise<(addressKey: string) => string> {
  const organizationId = plan.organization.code
  await ensurePeople(tx, organizationId, plan.people)
  const holders = plan.licenses.flatMap(({ holder }) => (holder?.kind === 'person' ? [holder.key] : []))
  const others = [...plan.roles, ...plan.tokens].map(({ key }) => key)
  const accounts = plan.accounts.map(({ address }) => address.key)
  const ids = await listPersonIds(tx, organizationId, [...new Set([...holders, ...others, ...accounts])])
  const personOf = (addressKey: string) => {
    const id = ids.get(addressKey)
    if (id === undefined) throw new Error('a person was not kept')
    return id
  }
  await saveVouchedAccounts(
    tx,
    plan.accounts.map(({ address, account }) => ({ address, name: account?.name ?? '' })),
  )
  await record(
    tx,
    plan.accounts.map(({ address }) => ({
      ...{ what: 'account_imported', organizationId, personId: personOf(address.key) },
      facts: { address: address.key },
    })),
  )
  return personOf
}

type PersonOf = Awaited<ReturnType<typeof savePeople>>

async function saveRoles(tx: Tx, { organization, roles }: ImportPlan, personOf: PersonOf): Promise<void> {
  const organizationId = organization.code
  const moved = roles.map(({ key, role, teamId }) => ({ personId: personOf(key), key, role, teamId }))
  await saveMovedRoles(tx, organizationId, moved, actorName(tx.actor))
  await record(
    tx,
    moved.map(({ personId, key, role, teamId }) => ({
      ...{ what: 'role_imported', organizationId, personId, ...(teamId !== null && { teamId }) },
      facts: { address: key, role, teamId },
    })),
  )
}

async function saveImportedTokens(
  tx: Tx,
  { organization, tokens }: ImportPlan,
  personOf: PersonOf,
): Promise<readonly MadeToken[]> {
  const organizationId = organization.code
  const made = tokens.map(({ key: address, role, teamId, name }) => ({
    ...{ address, role, teamId, name, token: tx.newId.apiToken() },
    ...{ id: tx.newId.uuid(), personId: personOf(address) },
  }))
  await saveTokens(
    tx,
    organizationId,
    made.map(({ token, ...one }) => ({ ...one, key: token })),
  )
  await record(
    tx,
    made.map(({ role, teamId, name, personId }) => ({
      ...{ what: 'token_created', organizationId, personId, ...(teamId !== null && { teamId }) },
      facts: { token: name, role },
    })),
  )
  return made.map(({ address, role, teamId, name, token }) => ({ address, role, teamId, name, token }))
}
