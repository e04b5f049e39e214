import { planReassignment } from '@claviger/core/assignment/plan-reassignment'
import type { RevocationPlan } from '@claviger/core/assignment/plan-revocation'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { type Address, readAddress } from '@claviger/core/kernel/email'
import { optional, readFormId } from '@claviger/core/kernel/fields'
import { isUuid, readLicenseId } from '@claviger/core/kernel/ids'
import { check, firstUnmet } from '@claviger/core/kernel/rules'
import { readName } from '@claviger/core/kernel/text'
import { actorName } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { windows } from './assign-people.ts'
import { type NewJob, openJob } from './job-store.ts'
import { type PassedLicense, passOn, type Receiver } from './pass-on.ts'
import { listPeopleMeant } from './people-store.ts'
import { isProved, loadPassing, loadReceived } from './reassign-store.ts'
import { lockRevocable, type Reach } from './revocable-store.ts'
import { type Scope, teamsWithin } from './scope.ts'
import { loadSetting, type Setting } from './store.ts'

export interface ReassignLicenses extends Scope {
  /** Who has them now. */
  readonly personId: string
  /** These, or everything they hold where the actor may pass it on. */
  readonly licenses: readonly string[] | 'all'
  readonly to: { readonly email: string; readonly name: string }
  /** Drawn when the form is shown: sending the same form twice does the same thing once. */
  readonly jobId: string
  /** Stops before anything is saved. */
  readonly preview: boolean
}

/**
 * Passes licenses of one person on to another: the same licenses with the same last day, as one job that can be undone.
 * What the other one has already stays where it is.
 */
export async function reassignLicenses(
  tx: Tx,
  request: ReassignLicenses,
): Promise<Decision<RevocationPlan<PassedLicense>, Refusal>> {
  const { organizationId, personId } = request
  const jobId = readFormId(request.jobId)
  if (!jobId.ok) return jobId
  const setting = await loadSetting(tx, organizationId)
  const reach = reachOfPassing(tx, request)
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: setting !== null && reach.seen.length > 0 },
    ...{ does: reach.teams.length > 0, right: 'licenses.assign', teamId: request.teamId ?? null },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!setting || !(await isSeen(tx, request))) return missing(tx, 'person_not_found')
  const receiver = readReceiver(request.to)
  if (!receiver.ok) return receiver

  const job = newJob(tx, setting, jobId.plan)
  if (!request.preview && !(await openJob(tx, job))) return accept({ revoke: [], kept: [] })
  const licenses = await lockTheirs(tx, request, reach)
  if (!licenses.ok) return licenses
  const same = refuseSame(licenses.plan, personId, receiver.plan.address)
  if (same) return { ok: false, refusal: same }
  const plan = await decide(tx, setting, licenses.plan, receiver.plan.address)
  if (!request.preview) await passOn(tx, { setting, job, receiver: await known(tx, receiver.plan) }, plan)
  return accept(plan)
}

/** Passing on takes both rights: to take back, and to give. */
function reachOfPassing({ actor }: Tx, { organizationId, teamId }: ReassignLicenses): Reach {
  const taking = teamsWithin(actor, 'licenses.revoke', { organizationId, teamId })
  const giving = teamsWhere(actor, 'licenses.assign', organizationId)
  const both = taking === 'all' ? giving : taking.filter((id) => giving === 'all' || giving.includes(id))
  return { seen: teamsWithin(actor, 'licenses.see', { organizationId, teamId }), teams: both }
}

async function isSeen(tx: Tx, { organizationId, teamId, personId }: ReassignLicenses): Promise<boolean> {
  const seen = teamsWithin(tx.actor, 'people.see', { organizationId, teamId })
  if (!isUuid(personId) || seen.length === 0) return false
  const place = { organizationId, seen, now: tx.now }
  return (await listPeopleMeant(tx, place, { kind: 'these', personIds: [personId] })).length === 1
}

function readReceiver({
  email,
  name,
}: ReassignLicenses['to']): Decision<Omit<Receiver, 'connected'>, Refusal> {
  const address = readAddress(email)
  if (!address.ok) return { ok: false, refusal: { ...address.refusal, field: 'email' } }
  const read = optional(name, (typed) => readName(typed, { field: 'name', max: 200 }))
  return read.ok ? accept({ address: address.plan, name: read.plan ?? '' }) : read
}

async function known(tx: Tx, receiver: Omit<Receiver, 'connected'>): Promise<Receiver> {
  return { ...receiver, connected: await isProved(tx, receiver.address.key) }
}

function newJob(tx: Tx, setting: Setting, id: string): NewJob {
  const { undoUntil, lettersAt } = windows(tx, setting)
  return {
    ...{ organizationId: setting.organizationId, id, kind: 'reassign', productCode: null, teamId: null },
    ...{ startedBy: actorName(tx.actor), undoUntil, lettersAt },
  }
}

/** The licenses meant, as far as they are in this person's hands once the lock is had. */
async function lockTheirs(
  tx: Tx,
  { organizationId, personId, licenses }: ReassignLicenses,
  reach: Reach,
): Promise<Decision<PassedLicense[], Refusal>> {
  const ids = licenses === 'all' ? [] : licenses
  if (!ids.every((id) => readLicenseId(id).ok)) return missing(tx, 'license_not_found')
  const locked = await lockRevocable(
    tx,
    organizationId,
    licenses === 'all'
      ? { kind: 'matching', filter: { heldBy: [personId] }, except: [] }
      : { kind: 'these', licenseIds: ids },
    reach,
  )
  if (locked === 'outside') return missing(tx, 'license_not_found')
  const theirs = locked.filter(({ holder }) => holder?.personId === personId)
  if (theirs.length === 0) return refuse('nothing_selected')
  const passing = await loadPassing(
    tx,
    organizationId,
    theirs.map(({ licenseId }) => licenseId),
  )
  return accept(
    theirs.flatMap((license) => {
      const more = passing.get(license.licenseId)
      return more ? [{ ...license, ...more }] : []
    }),
  )
}

function refuseSame(licenses: readonly PassedLicense[], personId: string, { key }: Address) {
  const own = licenses.find(({ holder }) => holder?.personId === personId)?.holder?.address ?? ''
  const read = readAddress(own)
  return firstUnmet([check('same_person', 'goes_to_somebody_else', !(read.ok && read.plan.key === key))])
}

async function decide(
  tx: Tx,
  { organizationId, coolDownDays }: Setting,
  licenses: readonly PassedLicense[],
  { key }: Address,
): Promise<RevocationPlan<PassedLicense>> {
  const ids = licenses.map(({ licenseId }) => licenseId)
  const received = await loadReceived(tx, organizationId, key, ids)
  return planReassignment({ coolDownDays, now: tx.now }, licenses, received)
}
