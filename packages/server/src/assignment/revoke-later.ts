import type { Tx } from '../db/unit-of-work.ts'
import { listHolders } from './holder-store.ts'
import { type JobItem, openJob, saveJobItems } from './job-store.ts'
import type { Found } from './revoke-each.ts'
import type { Setting } from './store.ts'
import { revocationJob } from './take-back.ts'

/** Keeps what was found as a job whose lines wait, and what was not as lines that say why. Answers the job. */
export async function revokeLater(
  tx: Tx,
  setting: Setting,
  found: readonly Found[],
  typed: (index: number) => string,
): Promise<string> {
  const { organizationId } = setting
  const job = revocationJob(tx, setting, tx.newId.uuid())
  await openJob(tx, job)
  const ids = found.flatMap((one) => one.held?.licenseId ?? [])
  const holders = new Map((await listHolders(tx, organizationId, ids, 1)).map((one) => [one.licenseId, one]))
  const items = found.map((one, index) => itemOf(one, holders, typed(one.index), index + 1))
  await saveJobItems(tx, organizationId, job.id, items)
  return job.id
}

const nobody = { address: '', name: '', personId: null, licenseId: null, assignmentId: null }

/** Only whoever had it when it was named is meant. */
function itemOf(
  { held, reason }: Found,
  holders: ReadonlyMap<string | null, JobItem>,
  typed: string,
  line: number,
): JobItem {
  const holder = held && holders.get(held.licenseId)
  if (holder) return { ...holder, personId: held.personId ?? holder.personId, line }
  const skipped = reason?.code === 'not_assigned' || reason?.code === 'twice_in_list'
  return { ...nobody, address: typed, line, outcome: skipped ? 'skipped' : 'refused', reason }
}
