import type { RevocationPlan } from '@claviger/core/assignment/plan-revocation'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import type { Tx } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { licensesOfPeople } from './licenses-of-people.ts'
import type { PeopleSelection } from './people-filter.ts'
import { revokeLicenses } from './revoke-licenses.ts'
import type { Scope } from './scope.ts'

export interface RevokePeople extends Scope {
  readonly people: PeopleSelection
  /** Drawn when the form is shown: sending the same form twice does the same thing once. */
  readonly jobId: string
  /** Stops before anything is saved. */
  readonly preview: boolean
}

/** Takes back everything these people hold, wherever the actor may, as one job that can be undone. */
export async function revokePeople(
  tx: Tx,
  { people, jobId, preview, ...scope }: RevokePeople,
): Promise<Decision<RevocationPlan, Refusal>> {
  const selection = await licensesOfPeople(tx, scope, people)
  if (!selection) return missing(tx, 'person_not_found')
  return revokeLicenses(tx, { organizationId: scope.organizationId, selection, jobId, preview })
}
