import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { type OwnPeopleFile, ownFiles, type PeopleFileRefused, refuseList } from './people-file-access.ts'
import { deletePeopleFile, lockPeopleFile, savePeopleFileState } from './people-file-store.ts'

export interface ChangePeopleFile extends OwnPeopleFile {
  /** How it is to be read; left as it is when nothing is said. */
  readonly reading?: unknown
  /** What was put right in it; left as it is when nothing is said. */
  readonly fixes?: unknown
}

type Refused = PeopleFileRefused | ReasonedRefusal<'list_not_found'>

/** Keeps how a file is to be read and what was put right in it: the file itself stays as it was sent. */
export async function changePeopleFile(
  tx: Tx,
  request: ChangePeopleFile,
): Promise<Decision<'changed', Refused>> {
  const barred = await refuseList(tx, request)
  if (barred) return { ok: false, refusal: barred }
  const key = { ...ownFiles(tx.actor, request), id: request.id }
  if (!(await lockPeopleFile(tx, key))) return missing(tx, 'list_not_found')
  await savePeopleFileState(tx, key, request)
  return accept('changed')
}

/** Forgets a kept file. */
export async function forgetPeopleFile(
  tx: Tx,
  request: OwnPeopleFile,
): Promise<Decision<'forgotten', Refused>> {
  const barred = await refuseList(tx, request)
  if (barred) return { ok: false, refusal: barred }
  const key = { ...ownFiles(tx.actor, request), id: request.id }
  if (!(await lockPeopleFile(tx, key))) return missing(tx, 'list_not_found')
  await deletePeopleFile(tx, key)
  return accept('forgotten')
}
