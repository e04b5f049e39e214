import { refuseReminding } from '@claviger/core/assignment/reminder-rules'
import { type CalendarDate, todayIn } from '@claviger/core/kernel/calendar'
import { refuseBy } from '@claviger/core/kernel/rules'
import { actorAddress } from '@claviger/core/teams/actor'
import { teamsWhere } from '@claviger/core/teams/permissions'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { DecidedLine, JobUnderWay, UndoneLine, WaitingLine } from '../jobs/job-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { withdrawByKeys } from '../outbox/withdrawal-store.ts'
import { missing } from '../teams/access.ts'
import { mailToOf } from '../teams/mail-to.ts'
import type { remindLetters } from './remind-letters.ts'
import {
  forgetReminded,
  listQueued,
  listRemindableOfJob,
  type Remindable,
  saveRemindedByHand,
} from './remindable-store.ts'
import { loadSetting, type Setting } from './store.ts'

/** A license whose holder is reminded. */
export type HeldRemindable = Remindable & { readonly holder: NonNullable<Remindable['holder']> }

/** Reminds the holders of these licenses, each by one letter that names all of theirs in the job. */
export async function remindChunk(
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
): Promise<readonly DecidedLine[]> {
  const { organizationId } = job
  const setting = await loadSetting(tx, organizationId)
  if (!setting) throw new Error('a job of no organization')
  const personIds = [...new Set(lines.flatMap((line) => line.personId ?? []))]
  const licenses = await listWithin(tx, job, personIds)
  const today = todayIn(tx.now, setting.timeZone)
  const known = new Map(licenses.map((license) => [license.licenseId, license]))
  const decided = lines.map((line) => decideLine(tx, line, known.get(line.licenseId ?? ''), today))
  const remind = licenses.filter(isHeld).filter((license) => refusal(license, today) === null)
  await carryOut(tx, { setting, job }, remind, idsDone(decided))
  return decided
}

/**
 * What these people have in the job and the actor may remind them of. Whoever this job has written to in an earlier chunk
 * read of all of it then: that is no reminder too soon.
 */
async function listWithin(
  tx: Tx,
  job: JobUnderWay,
  personIds: readonly string[],
): Promise<readonly Remindable[]> {
  const teams = teamsWhere(tx.actor, 'licenses.assign', job.organizationId)
  const licenses = await listRemindableOfJob(tx, job, personIds)
  const keys = personIds.map((id) => reminderKey(job, id))
  const told = await listQueued(tx, keys, { withdrawn: false })
  return licenses
    .filter(({ teamId }) => teams === 'all' || teams.includes(teamId))
    .map((one) =>
      told.has(reminderKey(job, one.holder?.personId ?? '')) ? { ...one, remindedOn: null } : one,
    )
}

function decideLine(
  tx: Tx,
  { place, licenseId, personId }: WaitingLine,
  license: Remindable | undefined,
  today: CalendarDate,
): DecidedLine {
  if (personId === null || (license?.holder && license.holder.personId !== personId)) {
    const { refusal: reason } = refuseBy('not_assigned', 'somebody_has_it', { licenseId })
    return { place, outcome: 'skipped', reason }
  }
  if (!license) return { place, outcome: 'refused', reason: missing(tx, 'license_not_found').refusal }
  const reason = refusal(license, today)
  if (reason || !license.holder) return { place, outcome: 'skipped', reason }
  return { place, outcome: 'done', reason: null, assignmentId: license.holder.assignmentId }
}

/** Why nobody is reminded of this license, or nothing. */
export function refusal(license: Remindable, today: CalendarDate) {
  return refuseReminding({ ...license, held: license.holder !== null }, today)
}

/** Whether somebody has this license. */
export function isHeld(license: Remindable): license is HeldRemindable {
  return license.holder !== null
}

const idsDone = (decided: readonly DecidedLine[]) =>
  decided.flatMap((one) => (one.outcome === 'done' && one.assignmentId ? [one.assignmentId] : []))

interface Reminding {
  readonly setting: Setting
  readonly job: JobUnderWay
}

async function carryOut(
  tx: Tx,
  reminding: Reminding,
  remind: readonly HeldRemindable[],
  assignmentIds: readonly string[],
): Promise<void> {
  const { organizationId } = reminding.setting
  const byPerson = Map.groupBy(remind, ({ holder }) => holder.personId)
  const letters = [...byPerson.values()].flatMap((theirs) => letterTo(tx, reminding, theirs))
  // What a letter names is reminded of by it, also where its line is decided later, or never.
  await saveRemindedByHand(
    tx,
    organizationId,
    remind.map(({ holder }) => holder.assignmentId),
  )
  await queueLetters<typeof remindLetters>(tx, letters)
  const done = new Set(assignmentIds)
  const now = remind.filter(({ holder }) => done.has(holder.assignmentId))
  await record(
    tx,
    now.map(({ teamId, licenseId, product, holder: { personId, address } }) => ({
      ...{ what: 'person_reminded', organizationId, teamId, licenseId, personId },
      facts: { product, address, jobId: reminding.job.id },
    })),
  )
}

/** What a person has in several chunks of a job is named by the letter of the first: the key keeps the others back. */
function letterTo(
  tx: Tx,
  { setting, job }: Reminding,
  theirs: readonly HeldRemindable[],
): NewLetter<typeof remindLetters>[] {
  const holder = theirs[0]?.holder
  if (!holder) return []
  const { organizationId, organizationName: organization, locale } = setting
  return [
    {
      ...{ kind: 'reminder_by_hand', organizationId, locale },
      to: { address: mailToOf(holder.address), name: holder.name },
      facts: {
        ...{ number: 0, by: job.startedBy, byAddress: actorAddress(tx.actor), organization },
        ...{ address: holder.address, licenses: theirs.map(licenseOf), nextOn: null },
      },
      ...{ jobId: job.id, assignmentId: holder.assignmentId, sendAfter: job.lettersAt },
      dedupeKey: reminderKey(job, holder.personId),
    },
  ]
}

const reminderKey = ({ id }: Pick<JobUnderWay, 'id'>, personId: string) => `${id} ${personId}`

function licenseOf({ product, licenseId, holder: { door, by, givenOn, until } }: HeldRemindable) {
  return { product, licenseId, door, by, givenOn, until }
}

/** Withdraws the reminders that have not left. */
export async function unremindChunk(
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
): Promise<readonly UndoneLine[]> {
  const keyOf = (line: WaitingLine) => reminderKey(job, line.personId ?? '')
  const keys = [...new Set(lines.map(keyOf))]
  await withdrawByKeys(tx, keys)
  const withdrawn = await listQueued(tx, keys, { withdrawn: true })
  const undone = lines.filter((line) => withdrawn.has(keyOf(line)))
  await forgetReminded(
    tx,
    job,
    undone.flatMap((line) => line.personId ?? []),
  )
  return lines.map((line) =>
    withdrawn.has(keyOf(line))
      ? { place: line.place, outcome: 'undone', reason: null }
      : {
          place: line.place,
          outcome: 'not_undone',
          reason: refuseBy('letter_left', 'letter_has_not_left').refusal,
        },
  )
}
