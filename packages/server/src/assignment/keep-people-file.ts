import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { readName } from '@claviger/core/kernel/text'
import type { Tx } from '../db/unit-of-work.ts'
import { ownFiles, type PeopleFileRefused, refuseList } from './people-file-access.ts'
import { savePeopleFile } from './people-file-store.ts'
import type { Scope } from './scope.ts'

export interface KeepPeopleFile extends Scope {
  /** Drawn when the form is shown: sending it twice keeps one file. */
  readonly id: string
  readonly name: string
  readonly content: Uint8Array
}

const longestName = 120

/** Keeps a file of people as it was sent, for its sender alone, until it is handed out or some days have passed. */
export async function keepPeopleFile(
  tx: Tx,
  request: KeepPeopleFile,
): Promise<Decision<{ readonly id: string }, PeopleFileRefused | { readonly code: 'not_a_form_id' }>> {
  const barred = await refuseList(tx, request)
  if (barred) return { ok: false, refusal: barred }
  const id = readFormId(request.id)
  if (!id.ok) return id
  await savePeopleFile(tx, {
    ...ownFiles(tx.actor, request),
    ...{ id: id.plan, name: shortName(request.name), content: request.content },
  })
  return accept({ id: id.plan })
}

/** A name a browser sent is shown to its sender; one that cannot be is left out. */
function shortName(name: string): string {
  const read = readName(
    Array.from(name.slice(-2 * longestName))
      .slice(-longestName)
      .join(''),
    {
      ...{ field: 'name', max: longestName },
    },
  )
  return read.ok ? read.plan : ''
}
