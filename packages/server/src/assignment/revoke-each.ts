import { planRevocation, type RevocationPlan } from '@claviger/core/assignment/plan-revocation'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { refuseBy } from '@claviger/core/kernel/rules'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { type Held, listHeldByEach, listTeamsOfLicenses } from './held-by-each-store.ts'
import { type LockedLicense, lockWithinReach, type Reach, reachOf } from './revocable-store.ts'
import { revokeLater } from './revoke-later.ts'
import { loadSetting } from './store.ts'
import { takeBackAtOnce } from './take-back.ts'

/** Licenses by their ids, or by who holds them: of one product perhaps. */
export type EachSought =
  | { readonly licenseIds: readonly string[] }
  | { readonly emails: readonly string[]; readonly productCode?: string | undefined }

export interface RevokeEach {
  readonly organizationId: number
  readonly sought: EachSought
  /** How many are decided before this is answered; of more than that, the job goes on with all of them. */
  readonly atOnce?: number
  /** Stops before anything is saved. */
  readonly preview: boolean
}

/** What came of one license, or would; without one where nothing was found for what was named. */
export interface RevokedOne {
  /** Which of the ids or addresses that were named, from 0. */
  readonly index: number
  readonly license: LockedLicense | null
  /** Why it stays, or null where it comes back. */
  readonly reason: Refusal | null
}

export interface RevokedEach {
  /** The bulk act it can be undone by, where something was taken back. */
  readonly jobId: string | null
  readonly timeZone: string
  readonly results: readonly RevokedOne[]
  /** Lines that are yet to be decided, after the answer; then nothing is told of any. */
  readonly waiting: number
}

/** The most whose outcome is told in the answer. */
const mostAtOnce = 5_000

/** Takes back each of these licenses that can be taken back, for a program, and says of every other one why it stays. */
export async function revokeEach(
  tx: Tx,
  { organizationId, sought, preview, atOnce = mostAtOnce }: RevokeEach,
): Promise<Decision<RevokedEach, Refusal>> {
  const setting = await loadSetting(tx, organizationId)
  const reach = reachOf(tx.actor, organizationId)
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: setting !== null && reach.seen.length > 0 },
    ...{ does: reach.teams.length > 0, right: 'licenses.revoke' },
    teamId: tx.actor.kind === 'token' ? tx.actor.teamId : null,
  })
  if (barred) return { ok: false, refusal: barred }
  if (!setting) return missing(tx, 'organization_not_found')

  const found = await find(tx, { organizationId, sought }, reach)
  if (!preview && found.length > atOnce) {
    const jobId = await revokeLater(tx, setting, found, typedOf(sought))
    const waiting = found.filter((one) => one.held).length
    return accept({ jobId, timeZone: setting.timeZone, results: [], waiting })
  }
  const licenseIds = found.flatMap((one) => (one.held ? [one.held.licenseId] : []))
  const locked = await lockWithinReach(tx, organizationId, licenseIds, reach)
  // A license that went to somebody else while its lock was waited for is not the one that was meant.
  const meant = locked.filter(isMeant(found))
  const plan = planRevocation({ coolDownDays: setting.coolDownDays, now: tx.now }, meant)
  const jobId = preview || plan.revoke.length === 0 ? null : await takeBackAtOnce(tx, setting, plan)
  return accept({ jobId, timeZone: setting.timeZone, results: resultsOf(tx, found, plan), waiting: 0 })
}

function typedOf(sought: EachSought): (index: number) => string {
  return (index) => ('emails' in sought ? (sought.emails[index] ?? '') : '')
}

/** What was named, as it was found without a lock. */
export interface Found {
  readonly index: number
  readonly held: Held | null
  readonly reason: Refusal | null
}

type Asked = Pick<RevokeEach, 'organizationId' | 'sought'>

function find(tx: Tx, { organizationId, sought }: Asked, reach: Reach): Promise<Found[]> {
  return 'licenseIds' in sought
    ? findByIds(tx, organizationId, sought.licenseIds, reach)
    : findByEmails(tx, { organizationId, ...sought }, reach)
}

async function findByIds(
  tx: Tx,
  organizationId: number,
  licenseIds: readonly string[],
  { seen, teams }: Reach,
): Promise<Found[]> {
  const places = await listTeamsOfLicenses(tx, organizationId, licenseIds)
  const firsts = firstsOf(licenseIds)
  return licenseIds.map((licenseId, index) => {
    const teamId = places.get(licenseId)
    const nothing = (reason: Refusal) => ({ index, held: null, reason })
    if (teamId === undefined || !includes(seen, teamId))
      return nothing(missing(tx, 'license_not_found').refusal)
    if (!includes(teams, teamId)) return nothing(refuseBy('not_allowed', 'role_allows').refusal)
    return firsts.get(licenseId) === index
      ? { index, held: { licenseId, personId: null }, reason: null }
      : nothing(repeated(firsts.get(licenseId)))
  })
}

interface ByEmails {
  readonly organizationId: number
  readonly emails: readonly string[]
  readonly productCode?: string | undefined
}

/** What somebody holds in teams out of reach is as if it were not there. */
async function findByEmails(tx: Tx, asked: ByEmails, { teams }: Reach): Promise<Found[]> {
  const { organizationId, emails, productCode } = asked
  const read = emails.map(readAddress)
  const keys = read.map((one, index) => (one.ok ? one.plan.key : `unreadable ${index}`))
  const firsts = firstsOf(keys)
  const held = await listHeldByEach(tx, { organizationId, addressKeys: keys, productCode, teams })
  return read.flatMap((address, index): Found[] => {
    const key = keys[index] ?? ''
    if (!address.ok) return [{ index, held: null, reason: address.refusal }]
    if (firsts.get(key) !== index) return [{ index, held: null, reason: repeated(firsts.get(key)) }]
    const theirs = held.get(key) ?? []
    if (theirs.length === 0)
      return [{ index, held: null, reason: refuseBy('not_assigned', 'somebody_has_it').refusal }]
    return theirs.map((one) => ({ index, held: one, reason: null }))
  })
}

function firstsOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const firsts = new Map<string, number>()
  for (const [index, text] of texts.entries()) if (!firsts.has(text)) firsts.set(text, index)
  return firsts
}

function repeated(first: number | undefined): Refusal {
  return refuseBy('twice_in_list', 'first_in_list', { firstLine: (first ?? 0) + 1 }).refusal
}

function includes(teams: 'all' | readonly number[], teamId: number): boolean {
  return teams === 'all' || teams.includes(teamId)
}

function isMeant(found: readonly Found[]) {
  const holders = new Map(
    found.flatMap(({ held }) => (held ? [[held.licenseId, held.personId] as const] : [])),
  )
  return ({ licenseId, holder }: LockedLicense) => {
    const personId = holders.get(licenseId) ?? null
    return personId === null || holder?.personId === personId
  }
}

function resultsOf(tx: Tx, found: readonly Found[], plan: RevocationPlan<LockedLicense>): RevokedOne[] {
  const results = new Map<string, Omit<RevokedOne, 'index'>>()
  for (const license of plan.revoke) results.set(license.licenseId, { license, reason: null })
  for (const { license, reason } of plan.kept) results.set(license.licenseId, { license, reason })
  const gone = { license: null, reason: missing(tx, 'license_not_found').refusal }
  return found.map(({ index, held, reason }) =>
    held ? { index, ...(results.get(held.licenseId) ?? gone) } : { index, license: null, reason },
  )
}
