import { type SwitchKind, switchableLetters } from '@claviger/core/assignment/letter-kinds'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readChoice, readFields } from '@claviger/core/kernel/fields'
import { actorName, grantsOf } from '@claviger/core/teams/actor'
import { may, teamsWhere } from '@claviger/core/teams/permissions'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { refuseWhere } from '../teams/access.ts'
import { saveSwitch } from './letter-switch-store.ts'

export interface SwitchLetter {
  readonly organizationId: number
  readonly kind: unknown
  /** `own`: for whoever acts; `everybody`: for the organization. */
  readonly whose: unknown
  /** `on` or `off`. */
  readonly state: unknown
}

export interface SwitchedLetter {
  readonly kind: SwitchKind
  readonly whose: 'own' | 'everybody'
  readonly state: 'on' | 'off'
}

/** Switches one kind of letter on or off, for the whole organization or for whoever acts. */
export async function switchLetter(
  tx: Tx,
  request: SwitchLetter,
): Promise<Decision<SwitchedLetter, Refusal>> {
  const { organizationId } = request
  const own = request.whose === 'own'
  const right = own ? 'licenses.assign' : 'organization.settings'
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', right, teamId: null },
    sees: teamsWhere(tx.actor, 'organization.see', organizationId).length > 0,
    does: own ? teamsWhere(tx.actor, right, organizationId).length > 0 : may(tx.actor, right, organizationId),
  })
  if (barred) return { ok: false, refusal: barred }
  const kinds = switchableLetters.filter((one) => one.own || !own).map((one) => one.kind)
  const read = readFields({
    kind: readChoice(request.kind, kinds),
    whose: readChoice(request.whose, ['own', 'everybody']),
    state: readChoice(request.state, ['on', 'off']),
  })
  if (!read.ok) return read
  const { kind, whose, state } = read.plan
  const change = { kind, enabled: state === 'on', by: actorName(tx.actor) }
  await saveSwitch(tx, organizationId, change, own ? personsOf(tx, organizationId) : [null])
  await record(tx, [{ what: 'letter_switched', organizationId, facts: { kind, whose, state } }])
  return accept(read.plan)
}

/** Whoever acts may be known to the organization by several addresses: the switch is for them, not for one of those. */
function personsOf({ actor }: Tx, organizationId: number): readonly string[] {
  const grants = grantsOf(actor).filter((grant) => grant.organizationId === organizationId)
  return [...new Set(grants.map((grant) => grant.personId))]
}
