import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { type HeadingMemory, loadHeadingMemory } from './heading-store.ts'
import { type OwnPeopleFile, ownFiles, type PeopleFileRefused, refuseList } from './people-file-access.ts'
import {
  type KeptPeopleFile,
  listPeopleFiles,
  loadPeopleFile,
  type PeopleFileEntry,
} from './people-file-store.ts'
import type { Scope } from './scope.ts'

export interface PeopleFile extends KeptPeopleFile {
  /** What unknown headings mean here, by their keys. */
  readonly headings: HeadingMemory
}

/** A kept file of the actor's own with all that reading it needs; anybody else's does not exist. */
export async function peopleFile(
  read: Read,
  query: OwnPeopleFile,
): Promise<Decision<PeopleFile, PeopleFileRefused | ReasonedRefusal<'list_not_found'>>> {
  const barred = await refuseList(read, query)
  if (barred) return { ok: false, refusal: barred }
  const file = await loadPeopleFile(read, { ...ownFiles(read.actor, query), id: query.id })
  if (!file) return missing(read, 'list_not_found')
  return accept({ ...file, headings: await loadHeadingMemory(read, query.organizationId) })
}

/** The lists the actor has begun here and not handed out, newest first. */
export async function peopleFiles(
  read: Read,
  query: Scope,
): Promise<Decision<readonly PeopleFileEntry[], PeopleFileRefused>> {
  const barred = await refuseList(read, query)
  if (barred) return { ok: false, refusal: barred }
  return accept(await listPeopleFiles(read, ownFiles(read.actor, query)))
}
