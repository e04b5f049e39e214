import { planRevocation } from '@claviger/core/assignment/plan-revocation'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { refuseBy } from '@claviger/core/kernel/rules'
import { refuseOtherTeam } from '@claviger/core/teams/token-scope'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { findLicense } from '../licenses/available-store.ts'
import { missing, refuseHere, refuseWhere } from '../teams/access.ts'
import { listHeldByEach } from './held-by-each-store.ts'
import { lockRevocable, reachOf } from './revocable-store.ts'
import { loadSetting, type Setting } from './store.ts'
import { takeBackAtOnce } from './take-back.ts'

/** What to take back: one license, or all that somebody holds, of one product perhaps. */
export type HeldSought =
  | { readonly licenseId: string }
  | { readonly email: string; readonly productCode?: string | undefined }

export interface RevokeHeld {
  readonly organizationId: number
  readonly held: HeldSought
}

export interface RevokedLicenses {
  /** In ascending order; empty where nobody held one. */
  readonly licenseIds: readonly string[]
  /** The bulk act it can be undone by, where something was taken back. */
  readonly jobId: string | null
}

/**
 * Takes back one license, or all that somebody holds, for a program. It takes back all of them or none: one that was
 * given too lately stops the whole act.
 */
export async function revokeHeld(
  tx: Tx,
  { organizationId, held }: RevokeHeld,
): Promise<Decision<RevokedLicenses, Refusal>> {
  const setting = await loadSetting(tx, organizationId)
  if (!setting) return missing(tx, 'organization_not_found')
  const sought = 'licenseId' in held ? await findOne(tx, setting, held) : await findAll(tx, setting, held)
  if (!sought.ok) return sought
  const { licenseIds, holderId } = sought.plan
  const locked = await lockRevocable(
    tx,
    organizationId,
    { kind: 'these', licenseIds },
    reachOf(tx.actor, organizationId),
  )
  if (locked === 'outside') return missing(tx, 'license_not_found')

  // A license that went to somebody else while its lock was waited for is not the one that was meant.
  const meant = locked.filter(({ holder }) => holderId === null || holder?.personId === holderId)
  const plan = planRevocation({ coolDownDays: setting.coolDownDays, now: tx.now }, meant)
  const lately = plan.kept.find(({ reason }) => reason.code === 'recently_assigned')
  if (lately) return { ok: false, refusal: { ...lately.reason, licenseId: lately.license.licenseId } }
  if (plan.revoke.length === 0) return accept({ licenseIds: [], jobId: null })
  const jobId = await takeBackAtOnce(tx, setting, { revoke: plan.revoke, kept: [] })
  return accept({ licenseIds: plan.revoke.map((one) => one.licenseId).sort(), jobId })
}

/** What was named, as it was found without a lock. */
interface Found {
  readonly licenseIds: readonly string[]
  /** In whose hands they must be; whoever's where none is named. */
  readonly holderId: string | null
}

type OneSought = Extract<HeldSought, { licenseId: string }>
type AllSought = Exclude<HeldSought, OneSought>

async function findOne(
  tx: Tx,
  { organizationId }: Setting,
  { licenseId }: OneSought,
): Promise<Decision<Found>> {
  const there = await findLicense(tx, organizationId, licenseId)
  if (!there) return missing(tx, 'license_not_found')
  const { teamId } = there
  const refusal =
    refuseOtherTeam(tx.actor, teamId) ??
    (await refuseHere(tx, {
      ...{ organizationId, teamId, missing: 'license_not_found', exists: true },
      ...{ see: 'licenses.see', do: 'licenses.revoke' },
    }))
  if (refusal) return { ok: false, refusal: { ...refusal, teamId: refusal.teamId ?? teamId } }
  if (there.status === 'placed') return refuseBy('not_assigned', 'license_is_for_people', { licenseId })
  return accept({ licenseIds: [licenseId], holderId: null })
}

/** What somebody holds in the teams the actor may take back from; in others it is as if there were nothing. */
async function findAll(
  tx: Tx,
  setting: Setting,
  { email, productCode }: AllSought,
): Promise<Decision<Found>> {
  const { organizationId } = setting
  const { seen, teams } = reachOf(tx.actor, organizationId)
  const teamId = tx.actor.kind === 'token' ? tx.actor.teamId : null
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: seen.length > 0, does: teams.length > 0 },
    ...{ right: 'licenses.revoke', teamId },
  })
  if (barred) return { ok: false, refusal: { ...barred, teamId } }
  const address = readAddress(email)
  if (!address.ok) return { ok: false, refusal: { ...address.refusal, field: 'email' } }
  if (productCode !== undefined && !(await loadProduct(tx, productCode)))
    return refuseBy('product_not_found', 'product_is_there')
  const { key } = address.plan
  const held = (await listHeldByEach(tx, { organizationId, addressKeys: [key], productCode, teams })).get(key)
  return accept({
    licenseIds: (held ?? []).map((one) => one.licenseId),
    holderId: held?.[0]?.personId ?? null,
  })
}
