import type { Tx } from '../db/unit-of-work.ts'
import type { Selection } from './license-filter.ts'
import type { PeopleSelection } from './people-filter.ts'
import { listPeopleMeant } from './people-store.ts'
import { type Scope, teamsWithin } from './scope.ts'

/**
 * The licenses of these people as a selection, so that what is done with them is decided under the lock and not before.
 * Nothing when one of the people named is not the actor's to see.
 */
export async function licensesOfPeople(
  tx: Tx,
  scope: Scope,
  people: PeopleSelection,
): Promise<Selection | null> {
  const { organizationId, teamId } = scope
  const seen = teamsWithin(tx.actor, 'people.see', scope)
  const heldBy =
    seen.length === 0 ? [] : await listPeopleMeant(tx, { organizationId, seen, now: tx.now }, people)
  if (people.kind === 'these' && heldBy.length < new Set(people.personIds).size) return null
  return {
    kind: 'matching',
    filter: { heldBy, ...(teamId !== undefined && { teams: [teamId] }) },
    except: [],
  }
}
