import type { AssignmentOutcome, Taking } from '@claviger/core/assignment/plan-assignment'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobUnderWay } from '../jobs/job-work.ts'
import { type FreeLicense, giveLicenses, pickFreeLicenses } from '../licenses/pool-store.ts'
import { queueForEach } from '../outbox/job-letter-store.ts'
import { queueLetters } from '../outbox/queue.ts'
import { ensurePeople } from '../teams/store.ts'
import type { AssignRequest } from './assign-rows.ts'
import { giftAnnouncement } from './gift-announcements.ts'
import type { NamedPlace, PlannedPart } from './plan-rows.ts'
import { type NewAssignment, type Setting, saveAssignments } from './store.ts'

export interface Giving {
  readonly setting: Setting
  readonly request: AssignRequest
  readonly parts: readonly PlannedPart[]
  readonly job: Pick<JobUnderWay, 'id' | 'startedBy' | 'lettersAt'>
}

/** One person with the license that was picked for them. */
export interface Given extends NewAssignment {
  readonly taking: Taking
  readonly license: FreeLicense
  readonly place: NamedPlace
}

/** What came of a row: the person and license it ended with, or why nothing did. */
export interface RowResult {
  readonly personId: string | null
  readonly licenseId: string | null
  readonly assignmentId: string | null
  readonly outcome: 'done' | 'skipped' | 'refused'
  readonly reason: Extract<AssignmentOutcome, { group: 'skipped' }>['reason'] | null
}

/**
 * Carries plans out: people, assignments, counts, letters and log, a fixed number of statements for each place. Answers
 * what came of each row, in their order.
 */
export async function giveSeats(tx: Tx, giving: Giving): Promise<readonly RowResult[]> {
  const { setting, request, job, parts } = giving
  const { organizationId } = setting
  const takings = parts.flatMap(({ plan }) => plan.take)
  const people = await ensurePeople(tx, organizationId, takings)
  const given: (readonly Given[])[] = []
  for (const part of parts) given.push(await matchLicenses(tx, organizationId, part, people))
  const all = given.flat()
  await giveLicenses(
    tx,
    organizationId,
    all.map((one) => ({ ...one, assignmentId: one.id })),
  )
  for (const [at, { place }] of parts.entries()) {
    const origin = { organizationId, ...place, cameBy: request.cameBy, by: job.startedBy, jobId: job.id }
    await saveAssignments(tx, origin, given[at] ?? [])
  }
  if (request.letters !== false) await announce(tx, giving, all)
  await record(
    tx,
    all.map((one) => happened(giving, one)),
  )
  return resultsOf(parts, given)
}

/** Only a list of several products can have the same person twice. */
async function announce(tx: Tx, giving: Giving, given: readonly Given[]): Promise<void> {
  const letters = given.map((one) => giftAnnouncement(tx, giving, one))
  if (giving.request.several) await queueForEach(tx, letters)
  else
    await queueLetters(
      tx,
      letters.map((one) => one.letter),
    )
}

async function matchLicenses(
  tx: Tx,
  organizationId: number,
  { place, pools, plan }: PlannedPart,
  people: ReadonlyMap<string, string>,
): Promise<Given[]> {
  const licenses = await pickFreeLicenses(tx, { organizationId, ...place }, pools, plan.take.length)
  if (licenses.length !== plan.take.length) throw new Error('fewer free licenses than the locked pools count')
  return plan.take.map((taking, index) => {
    const license = licenses[index]
    const personId = people.get(taking.address.key)
    if (!license || !personId) throw new Error('a person was not kept')
    const { connected, endsOn } = taking
    const ids = { id: tx.newId.uuid(), licenseId: license.licenseId, personId, door: tx.newId.token() }
    return { taking, license, place, ...ids, connected, endsOn }
  })
}

/** Licenses were given to the rows that were ready, in their order. */
function resultsOf(parts: readonly PlannedPart[], given: readonly (readonly Given[])[]): RowResult[] {
  const results: RowResult[] = []
  for (const [at, { plan, indexes }] of parts.entries()) {
    const gifts = (given[at] ?? []).values()
    for (const [row, outcome] of plan.outcomes.entries())
      results[indexes[row] ?? 0] = resultOf(
        outcome,
        outcome.group === 'ready' ? gifts.next().value : undefined,
      )
  }
  return results
}

function resultOf(outcome: AssignmentOutcome, given: Given | undefined): RowResult {
  const { personId = null, licenseId = null, id: assignmentId = null } = given ?? {}
  const reason = outcome.group === 'ready' ? null : outcome.reason
  const kind = outcome.group === 'ready' ? 'done' : outcome.group === 'skipped' ? 'skipped' : 'refused'
  return { personId, licenseId, assignmentId, outcome: kind, reason }
}

function happened({ setting, request, job }: Giving, { licenseId, personId, taking, place }: Given) {
  return {
    what: 'license_assigned',
    organizationId: setting.organizationId,
    teamId: place.teamId,
    licenseId,
    personId,
    facts: {
      address: taking.address.typed,
      product: place.product,
      jobId: job.id,
      cameBy: request.cameBy,
      ...(taking.endsOn !== null && { endsOn: taking.endsOn }),
    },
  }
}
