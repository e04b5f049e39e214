import { planUndoOfAssign, planUndoOfRevoke, type UndoPlan } from '@claviger/core/assignment/plan-undo'
import { actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobUnderWay, UndoneLine, UndoRunner, WaitingLine } from '../jobs/job-work.ts'
import { freeLicenses, giveLicensesAgain, lockPoolsOfLicenses } from '../licenses/pool-store.ts'
import { releaseHeldLetters } from '../outbox/job-letter-store.ts'
import { requeueAnnouncements, withdrawLettersOfJob } from '../outbox/withdrawal-store.ts'
import { reopenGranted } from './request-store.ts'
import { endAssignments, loadConnected, reopenAssignments } from './store.ts'
import { linesOf } from './undo-lines.ts'
import { loadUndoableItems } from './undo-store.ts'

type Items = Awaited<ReturnType<typeof loadUndoableItems>>
type Plan = UndoPlan<Items[number]>

/** How one kind of handing is taken back: what is decided, what is done, and what the log calls it. */
interface Undoing {
  readonly plan: (items: Items) => Plan
  readonly restore: (tx: Tx, job: JobUnderWay, plan: Plan) => Promise<void>
  readonly what: string
}

/** Takes back what a job gave. */
export const undoAssign = undoing({ plan: planUndoOfAssign, restore: takeAgain, what: 'assignment_undone' })

/** Gives back what a job took. */
export const undoRevoke = undoing({ plan: planUndoOfRevoke, restore: giveAgain, what: 'revocation_undone' })

function undoing(how: Undoing): UndoRunner {
  return async (tx, job, lines) => {
    const { organizationId } = job
    const theirs = lines.flatMap((line) => line.licenseId ?? [])
    await lockPoolsOfLicenses(tx, organizationId, theirs)
    const plan = how.plan(await loadUndoableItems(tx, job, lines.map(placeOf)))
    await settleLetters(tx, job, plan)
    await how.restore(tx, job, plan)
    await record(
      tx,
      plan.restore.map(({ teamId, licenseId, personId }) => ({
        ...{ what: how.what, organizationId, teamId, licenseId, personId, facts: { jobId: job.id } },
      })),
    )
    return linesOf(plan)
  }
}

/** Whoever does not get theirs back is told all the same. */
async function settleLetters(tx: Tx, job: JobUnderWay, { restore, cannot }: Plan): Promise<void> {
  const { organizationId, id } = job
  await withdrawLettersOfJob(tx, organizationId, id, restore.map(assignmentOf))
  const left = cannot.map(({ item }) => item.assignmentId)
  await releaseHeldLetters(tx, organizationId, id, left, job.lettersAt)
}

async function takeAgain(tx: Tx, job: JobUnderWay, { restore }: Plan): Promise<void> {
  const end = { by: actorName(tx.actor), reason: 'undone', jobId: job.id } as const
  await endAssignments(tx, job.organizationId, restore.map(assignmentOf), end)
  await reopenGranted(tx, job.organizationId, restore.map(assignmentOf))
  await freeLicenses(
    tx,
    job.organizationId,
    restore.map((item) => item.licenseId),
  )
}

async function giveAgain(tx: Tx, { organizationId }: JobUnderWay, { restore }: Plan): Promise<void> {
  const ids = restore.map(assignmentOf)
  const connected = await loadConnected(tx, organizationId, ids)
  await reopenAssignments(tx, organizationId, ids)
  await requeueAnnouncements(tx, organizationId, ids)
  const gifts = restore.map((item) => ({ ...item, connected: connected.has(item.assignmentId) }))
  await giveLicensesAgain(tx, organizationId, gifts)
}

const assignmentOf = ({ assignmentId }: { readonly assignmentId: string }) => assignmentId
const placeOf = ({ place }: WaitingLine | UndoneLine) => place
