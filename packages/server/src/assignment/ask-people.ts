import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { type AskedToKeep, askToKeep } from './ask-to-keep.ts'
import { licensesOfPeople } from './licenses-of-people.ts'
import type { PeopleSelection } from './people-filter.ts'
import type { Scope } from './scope.ts'

export interface AskPeople extends Scope {
  readonly people: PeopleSelection
  /** Stops before anything is saved. */
  readonly preview: boolean
}

/** Asks these people about every license they hold, wherever the actor may take it back. */
export async function askPeople(
  tx: Tx,
  { people, preview, ...scope }: AskPeople,
): Promise<Decision<AskedToKeep, Refusal>> {
  const selection = await licensesOfPeople(tx, scope, people)
  if (!selection) return missing(tx, 'person_not_found')
  return askToKeep(tx, { organizationId: scope.organizationId, selection, preview })
}
