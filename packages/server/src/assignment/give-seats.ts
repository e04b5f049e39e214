import { codeGoesWithLetter } from '@claviger/core/assignment/code-goes-with-letter'
import type { AssignmentOutcome, AssignmentPlan, Taking } from '@claviger/core/assignment/plan-assignment'
import { actorAddress } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import {
  type FreeLicense,
  giveLicenses,
  type Pool,
  type PoolPlace,
  pickFreeLicenses,
} from '../licenses/pool-store.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { ensurePeople } from '../teams/store.ts'
import { type JobItem, type NewJob, saveJobItems } from './job-store.ts'
import type { LicenseAssignedFacts } from './letter-facts.ts'
import { type NewAssignment, type Setting, saveAssignments } from './store.ts'
import type { CameBy } from './tables.ts'

interface Giving {
  readonly setting: Setting
  readonly request: PoolPlace & {
    readonly cameBy: CameBy
    readonly codeInLetter?: boolean | undefined
    readonly letters?: boolean | undefined
  }
  readonly product: { readonly code: string; readonly name: string }
  readonly pools: readonly Pool[]
  readonly plan: AssignmentPlan
  readonly job: NewJob
}

/** One person with the license that was picked for them. */
interface Given extends NewAssignment {
  readonly taking: Taking
  readonly license: FreeLicense
}

/**
 * Carries the plan out: people, assignments, counts, report, letters and log, a fixed number of statements. Answers the
 * license each got, by address key.
 */
export async function giveSeats(tx: Tx, giving: Giving): Promise<ReadonlyMap<string, string>> {
  const { setting, request, job, plan } = giving
  const { organizationId } = setting
  const given = await matchLicenses(tx, giving)
  const origin = { ...request, by: job.startedBy, jobId: job.id }
  await giveLicenses(
    tx,
    organizationId,
    given.map((one) => ({ ...one, assignmentId: one.id })),
  )
  await saveAssignments(tx, origin, given)
  await saveJobItems(tx, organizationId, job.id, reportOf(plan, given))
  const told = request.letters === false ? [] : given
  await queueLetters(
    tx,
    told.map((one) => letterTo(tx, giving, one)),
  )
  await record(
    tx,
    given.map((one) => happened(giving, one)),
  )
  return new Map(given.map((one) => [one.taking.address.key, one.licenseId]))
}

async function matchLicenses(tx: Tx, { request, plan, pools }: Giving): Promise<Given[]> {
  const licenses = await pickFreeLicenses(tx, request, pools, plan.take.length)
  if (licenses.length !== plan.take.length) throw new Error('fewer free licenses than the locked pools count')
  const people = await ensurePeople(
    tx,
    request.organizationId,
    plan.take.map(({ address, name, firstName, lastName }) => ({ address, name, firstName, lastName })),
  )
  return plan.take.flatMap((taking, index) => {
    const license = licenses[index]
    const personId = people.get(taking.address.key)
    if (!license || !personId) throw new Error('a person was not kept')
    const { connected } = taking
    return [
      {
        taking,
        license,
        id: tx.newId.uuid(),
        licenseId: license.licenseId,
        personId,
        door: tx.newId.token(),
        connected,
      },
    ]
  })
}

function reportOf(plan: AssignmentPlan, given: readonly Given[]): JobItem[] {
  const byAddress = new Map(given.map((one) => [one.taking.address.key, one]))
  return plan.outcomes.map((outcome) =>
    itemOf(outcome, outcome.group === 'ready' ? byAddress.get(outcome.row.address.key) : undefined),
  )
}

function itemOf(outcome: AssignmentOutcome, given: Given | undefined): JobItem {
  const { row } = outcome
  return {
    line: row.line,
    address: row.address?.typed ?? row.raw,
    name: row.name,
    personId: given?.personId ?? null,
    licenseId: given?.licenseId ?? null,
    assignmentId: given?.id ?? null,
    outcome: outcome.group === 'ready' ? 'done' : outcome.group === 'skipped' ? 'skipped' : 'refused',
    reason: outcome.group === 'ready' ? null : outcome.reason,
  }
}

function letterTo(tx: Tx, giving: Giving, { taking, license, id, door }: Given): NewLetter {
  const { setting, product, job } = giving
  const facts: LicenseAssignedFacts = {
    by: job.startedBy,
    byAddress: actorAddress(tx.actor),
    organization: setting.organizationName,
    product: product.name,
    door,
    licenseId: license.licenseId,
    paidThrough: license.paidThrough,
    address: taking.address.typed,
    connected: taking.connected,
  }
  return {
    kind: 'license_assigned',
    organizationId: setting.organizationId,
    to: { address: taking.address.mailTo, name: taking.name },
    locale: setting.locale,
    facts: { ...facts },
    sendAfter: job.lettersAt,
    jobId: job.id,
    assignmentId: id,
    ...(bringsCode(giving, taking) && { encloses: 'activation_code' }),
  }
}

function bringsCode({ setting, request }: Giving, { connected }: Taking): boolean {
  return codeGoesWithLetter({
    ...{ policy: setting.codePolicy, cameBy: request.cameBy },
    ...{ asked: request.codeInLetter === true, holdsAccount: connected },
  })
}

function happened({ setting, request, product, job }: Giving, { licenseId, personId, taking }: Given) {
  return {
    what: 'license_assigned',
    organizationId: setting.organizationId,
    teamId: request.teamId,
    licenseId,
    personId,
    facts: { address: taking.address.typed, product: product.name, jobId: job.id, cameBy: request.cameBy },
  }
}
