import { refuseBy } from '@claviger/core/kernel/rules'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { loadSetting } from '../assignment/store.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { DecidedLine, JobUnderWay, WaitingLine } from '../jobs/job-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import { missing } from '../teams/access.ts'
import { issueCodes } from './issue-codes.ts'
import { codesLetter } from './letter-facts.ts'
import { listHeldOfJob } from './selected-store.ts'

/** Puts a code into the hands of whoever holds these licenses, each by one letter with all of theirs in the job. */
export async function codesChunk(
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
): Promise<readonly DecidedLine[]> {
  const { organizationId } = job
  const setting = await loadSetting(tx, organizationId)
  if (!setting) throw new Error('a job of no organization')
  const personIds = [...new Set(lines.flatMap((line) => line.personId ?? []))]
  const teams = teamsWhere(tx.actor, 'licenses.assign', organizationId)
  const held = await listHeldOfJob(tx, job, personIds, teams)
  const assignmentIds = held.map((one) => one.assignmentId)
  const by = job.startedBy
  const codes = await issueCodes(tx, { organizationId, assignmentIds, cameBy: 'administrator', by })
  const byPerson = Map.groupBy(codes, (code) => code.personId)
  await queueLetters(
    tx,
    // What a person has in several chunks is in the letter of the first: the key keeps the others back.
    [...byPerson].map(([personId, theirs]) => ({
      ...codesLetter(setting, theirs, { by, note: '' }),
      ...{ jobId: job.id, sendAfter: job.lettersAt, dedupeKey: `${job.id} ${personId}` },
    })),
  )
  const issued = new Map(codes.map((code) => [code.licenseId, code.assignmentId]))
  const decided = lines.map((line) => decideLine(tx, line, issued.get(line.licenseId ?? '')))
  const count = decided.filter((one) => one.outcome === 'done').length
  const facts = { way: 'mail', count, jobId: job.id }
  if (count > 0) await record(tx, [{ what: 'activation_codes_handed_out', organizationId, facts }])
  return decided
}

/** A license that nobody has, or somebody else, gets no code; one out of reach is as if it were not there. */
function decideLine(
  tx: Tx,
  { place, licenseId, personId }: WaitingLine,
  assignmentId: string | undefined,
): DecidedLine {
  if (assignmentId !== undefined) return { place, outcome: 'done', reason: null, assignmentId }
  if (personId === null)
    return {
      ...{ place, outcome: 'skipped' },
      reason: refuseBy('not_assigned', 'somebody_has_it', { licenseId }).refusal,
    }
  return { place, outcome: 'refused', reason: missing(tx, 'license_not_found').refusal }
}
