import type { InvitationAct } from '@claviger/server/assignment/change-invitation'
import { replace } from 'react-router'
import { refused } from '../answers.ts'
import { hereWith } from './acts.server.ts'
import type { Here } from './place.server.ts'

/** Pauses, resumes or replaces a link, or puts its old address back; comes back to its page. */
export async function actOnLink({ app, actor }: Here, url: URL, act: string, link: InvitationAct) {
  const { pauseInvitation, resumeInvitation, replaceInvitation, undoReplaceInvitation } = app.operations
  const acts = new Map([
    ['pause', pauseInvitation],
    ['resume', resumeInvitation],
    ['replace', replaceInvitation],
    ['undo_replace', undoReplaceInvitation],
  ])
  const decision = await acts.get(act)?.(actor, link)
  if (!decision) return refused({ code: 'act_unknown' })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(hereWith(url, { made: null, job: null, restored: act === 'undo_replace' ? '1' : null }))
}
