import { columnChoices } from '@claviger/core/assignment/people-reading'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { type AssignedPeople, type AssignPeople, assignPeople } from './assign-people.ts'
import { type HeadingMemory, saveHeadings } from './heading-store.ts'
import { lockJob } from './job-store.ts'
import { ownFiles, refuseList } from './people-file-access.ts'
import { deletePeopleFile, lockPeopleFile } from './people-file-store.ts'
import type { Scope } from './scope.ts'

export interface AssignPeopleFile extends Scope {
  /** The kept file the rows were read from. */
  readonly id: string
  /** What its sender said unknown headings mean. */
  readonly headings: HeadingMemory
  readonly assign: Omit<AssignPeople, 'organizationId' | 'preview'>
}

/** Hands out what was read from a kept file, remembers its headings, and forgets the file: all of it, or nothing. */
export async function assignPeopleFile(
  tx: Tx,
  { id, headings, assign, ...scope }: AssignPeopleFile,
): Promise<Decision<{ readonly jobId: string }, Refusal>> {
  const { organizationId } = scope
  const barred = await refuseList(tx, scope)
  if (barred) return { ok: false, refusal: barred }
  const key = { ...ownFiles(tx.actor, scope), id }
  const { jobId } = assign
  if (!(await lockPeopleFile(tx, key))) {
    // Pressed twice: the first press has handed it out.
    const done = await lockJob(tx, organizationId, jobId)
    return done ? accept({ jobId }) : missing(tx, 'list_not_found')
  }
  const assigned: Decision<AssignedPeople, Refusal> = await assignPeople(tx, {
    ...{ ...assign, organizationId, preview: false },
  })
  if (!assigned.ok) return assigned
  await saveHeadings(tx, organizationId, understood(headings))
  await deletePeopleFile(tx, key)
  return accept({ jobId })
}

const longestHeading = 60

/** What a file calls its columns is remembered as far as it says something. */
function understood(headings: HeadingMemory): HeadingMemory {
  const said = Object.entries(headings).filter(
    ([key, role]) => key !== '' && key.length <= longestHeading && columnChoices.some((one) => one === role),
  )
  return Object.fromEntries(said)
}
