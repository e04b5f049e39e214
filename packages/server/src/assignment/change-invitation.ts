import { readTerms, type TypedTerms } from '@claviger/core/assignment/read-terms'
import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { check, firstUnmet } from '@claviger/core/kernel/rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseHere } from '../teams/access.ts'
import {
  type Invitation,
  lockInvitation,
  replaceAddress,
  restoreAddress,
  savePause,
  saveTerms,
} from './invitation-store.ts'
import { loadSetting, type Setting } from './store.ts'

export interface InvitationAct {
  readonly organizationId: number
  readonly id: string
}

type Answer = Promise<Decision<{ id: string }, Refusal>>

/** Changes the terms of a link that are named; the others stay, and so does its address. */
export async function changeInvitation(tx: Tx, request: InvitationAct & Partial<TypedTerms>): Answer {
  return onInvitation(tx, request, 'invitation_changed', async (invitation, setting) => {
    const terms = readTerms({ ...invitation, ...named(request) }, todayIn(tx.now, setting.timeZone))
    if (!terms.ok) return terms
    await saveTerms(tx, invitation, terms.plan)
    return accept({ ...terms.plan })
  })
}

/** A term that is not named at all stays; an empty one means "no limit". */
function named(request: Partial<TypedTerms>): Partial<TypedTerms> {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined))
}

/** Stops a link softly: its address stays and says that it is paused. */
export async function pauseInvitation(tx: Tx, request: InvitationAct): Answer {
  return onInvitation(tx, request, 'invitation_paused', async (invitation) => {
    if (!invitation.pausedAt) await savePause(tx, invitation, tx.now)
    return accept({})
  })
}

export async function resumeInvitation(tx: Tx, request: InvitationAct): Answer {
  return onInvitation(tx, request, 'invitation_resumed', async (invitation) => {
    await savePause(tx, invitation, null)
    return accept({})
  })
}

/** Gives the link a new address at once; the old one is dead at once, also for pages already open. */
export async function replaceInvitation(
  tx: Tx,
  request: InvitationAct,
): Promise<Decision<{ id: string; token: string }, Refusal>> {
  const token = tx.newId.token()
  const replaced = await onInvitation(tx, request, 'invitation_replaced', async (invitation) => {
    await replaceAddress(tx, invitation, token)
    return accept({})
  })
  return replaced.ok ? accept({ ...replaced.plan, token }) : replaced
}

/** Puts the replaced address back, within the undo window. */
export async function undoReplaceInvitation(tx: Tx, request: InvitationAct): Answer {
  return onInvitation(tx, request, 'invitation_replacement_undone', async (invitation, setting) => {
    const since = new Date(tx.now.getTime() - setting.undoMinutes * 60_000)
    const restored = await restoreAddress(tx, invitation, since)
    const late = firstUnmet([
      check('undo_window_over', 'replaced_within_window', restored, { minutes: setting.undoMinutes }),
    ])
    return late ? { ok: false, refusal: late } : accept({})
  })
}

async function onInvitation(
  tx: Tx,
  { organizationId, id }: InvitationAct,
  what: string,
  act: (invitation: Invitation, setting: Setting) => Promise<Decision<object, Refusal>>,
): Answer {
  const setting = await loadSetting(tx, organizationId)
  const invitation = setting && (await lockInvitation(tx, organizationId, id))
  const barred = await refuseHere(tx, {
    ...{ organizationId, teamId: invitation?.teamId, missing: 'invitation_not_found' },
    ...{ exists: invitation !== null, see: 'invitations.see', do: 'invitations.manage' },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!setting || !invitation) return missing(tx, 'invitation_not_found')
  const { teamId } = invitation
  const acted = await act(invitation, setting)
  if (!acted.ok) return acted
  await record(tx, [{ what, organizationId, teamId, facts: { invitationId: id, ...acted.plan } }])
  return accept({ id })
}
