import { readContact, type SentContact } from '@claviger/core/assignment/contact-rules'
import { planSingleAssignment } from '@claviger/core/assignment/plan-single-assignment'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { refuseOtherTeam } from '@claviger/core/teams/token-scope'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { findLicense, lockFirstAvailable, lockLicense } from '../licenses/available-store.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { loadTeam } from '../teams/store.ts'
import { isDisposable } from './disposable-domains.ts'
import { type Gift, giveLicense } from './give-license.ts'
import { loadSetting, type Setting } from './store.ts'

/** Which license: one by its id, or the first one a team can give of a product. */
export type LicenseSought =
  | { readonly licenseId: string }
  | { readonly teamId: number; readonly productCode: string }

export interface AssignLicense {
  readonly organizationId: number
  readonly license: LicenseSought
  readonly contact: SentContact
  readonly sendEmail: boolean
  /** Goes with the letter, to people without an account, where the organization lets codes go by letter. */
  readonly includeOfflineActivationCode: boolean
}

export interface AssignedLicense {
  readonly licenseId: string
  readonly assignmentId: string
  readonly personId: string
  /** The person had a license of the product already. */
  readonly additional: boolean
}

/**
 * Gives one person a license for a program: the one it names, or the first a team can give of a product. What is named is
 * looked up before rights are asked about, rights before the contact is read, the contact before the license is looked
 * at.
 */
export async function assignLicense(
  tx: Tx,
  request: AssignLicense,
): Promise<Decision<AssignedLicense, Refusal>> {
  const { organizationId, contact: sent, ...letter } = request
  const setting = await loadSetting(tx, organizationId)
  if (!setting) return missing(tx, 'organization_not_found')
  const found = await find(tx, request)
  if (!found.ok) return found
  const barred = await refuseAt(tx, organizationId, found.plan)
  if (barred) return { ok: false, refusal: barred }
  const contact = readContact(sent, isDisposable)
  if (!contact.ok) return contact

  const chosen = await choose(tx, setting, found.plan)
  // Moved to another team while its lock was waited for: the rights may be others there.
  if (chosen === 'moved') return assignLicense(tx, request)
  if (!chosen.ok) return chosen
  const given = await giveLicense(tx, { ...letter, setting, license: chosen.plan, contact: contact.plan })
  const { id: assignmentId, licenseId, personId, additional } = given
  return accept({ assignmentId, licenseId, personId, additional })
}

/** What was named, as it was found without a lock. */
type Found =
  | { readonly by: 'license'; readonly licenseId: string; readonly teamId: number }
  | {
      readonly by: 'team'
      readonly teamId: number
      readonly team: string
      readonly product: { readonly code: string; readonly name: string }
    }

async function find(tx: Tx, { organizationId, license }: AssignLicense): Promise<Decision<Found>> {
  if ('licenseId' in license) {
    const { licenseId } = license
    const there = await findLicense(tx, organizationId, licenseId)
    if (!there) return missing(tx, 'license_not_found')
    return accept({ by: 'license', licenseId, teamId: there.teamId })
  }
  const { teamId, productCode } = license
  const product = await loadProduct(tx, productCode)
  if (!product) return refuseBy('product_not_found', 'product_is_there')
  const team = await loadTeam(tx, organizationId, teamId)
  return team ? accept({ by: 'team', teamId, team: team.name, product }) : missing(tx, 'team_not_found')
}

/** Why the actor may not give a license there: first whether it is their token's team, then their role. */
async function refuseAt(tx: Tx, organizationId: number, { by, teamId }: Found): Promise<Refusal | null> {
  const refusal =
    refuseOtherTeam(tx.actor, teamId) ??
    (await refuseHere(tx, {
      ...{ organizationId, teamId, missing: by === 'license' ? 'license_not_found' : 'team_not_found' },
      ...{ exists: true, see: 'licenses.see', do: 'licenses.assign' },
    }))
  return refusal && { teamId, ...refusal }
}

/** Locks what was found and decides which license it is. */
async function choose(
  tx: Tx,
  { organizationId, timeZone, graceDays }: Setting,
  found: Found,
): Promise<Decision<Gift['license']> | 'moved'> {
  const policy = { timeZone, graceDays }
  if (found.by === 'license') {
    const license = await lockLicense(tx, organizationId, found.licenseId, policy)
    return license.teamId === found.teamId ? planSingleAssignment({ by: 'license', license }) : 'moved'
  }
  const { teamId, team, product } = found
  const license = await lockFirstAvailable(tx, { organizationId, teamId, product }, policy)
  return planSingleAssignment({ by: 'team', license, team, product: product.name })
}
