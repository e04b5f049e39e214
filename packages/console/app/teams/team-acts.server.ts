import { readWhole } from '@claviger/core/kernel/text'
import { may } from '@claviger/core/teams/permissions'
import { readTeamName } from '@claviger/core/teams/team-rules'
import { type RouterContextProvider, redirect, replace } from 'react-router'
import { doneAct, refusedAct } from '../act.ts'
import { hereWith } from '../assignment/acts.server.ts'
import type { Here } from '../assignment/place.server.ts'
import { typedIn } from '../typed.ts'
import { changeRoles } from './change-roles.server.ts'
import { seatSource } from './seat-sources.server.ts'

interface SentForm {
  readonly context: Readonly<RouterContextProvider>
  readonly url: URL
  readonly form: FormData
}

/** Carries out whichever form of a team's page was sent. */
export async function actOnTeam(here: Here, teamId: number, sent: SentForm) {
  const { context, url, form } = sent
  const typed = typedIn(form)
  switch (typed.act) {
    case 'rename':
      return rename(here, teamId, sent)
    case 'add':
      return addSeats(here, teamId, sent)
    case 'delete':
      return deleteTeam(here, teamId, form)
    case 'undo':
      return undone(here, sent)
    default: {
      const change = await changeRoles(context, here.scope.organizationId, typed)
      if (!change.ok) return refusedAct(form, change.refusal)
      const { act, role } = change.plan
      // Whoever saw the team by that role alone sees its page no more.
      if (act === 'left' && !may(here.actor, 'teams.see', here.scope.organizationId)) throw redirect('/me')
      return doneAct(url, act, { role })
    }
  }
}

async function rename({ app, actor, scope }: Here, teamId: number, { url, form }: SentForm) {
  const { organizationId } = scope
  // The page has a second field for a name: of whoever is invited.
  const read = readTeamName(typedIn(form).team_name, 'team_name')
  if (!read.ok) return refusedAct(form, read.refusal)
  const renamed = await app.operations.renameTeam(actor, { organizationId, teamId, name: read.plan })
  if (renamed.ok) return doneAct(url, 'renamed')
  const { refusal } = renamed
  return refusedAct(form, refusal.field === 'name' ? { ...refusal, field: 'team_name' } : refusal)
}

async function addSeats({ app, actor, scope }: Here, teamId: number, { url, form }: SentForm) {
  const { count: text, source, id: jobId = '' } = typedIn(form)
  const count = readWhole(text, { field: 'count', min: 1, max: 100_000 })
  if (!count.ok) return refusedAct(form, { code: 'fields_wrong', fields: [count.refusal] })
  const moved = await app.operations.moveLicenses(actor, {
    ...{ organizationId: scope.organizationId, jobId, preview: false },
    what: { kind: 'number', ...seatSource(source), count: count.plan },
    to: { teamId },
  })
  if (!moved.ok) return refusedAct(form, moved.refusal)
  throw replace(hereWith(url, { job: jobId, done: null, role: null }))
}

async function deleteTeam({ app, actor, place, scope }: Here, teamId: number, form: FormData) {
  const { organizationId } = scope
  const deleted = await app.operations.deleteTeam(actor, { organizationId, teamId })
  if (!deleted.ok) return refusedAct(form, deleted.refusal)
  throw redirect(`${place.home}/teams?done=deleted`)
}

async function undone({ app, actor, scope }: Here, { url, form }: SentForm) {
  const { organizationId } = scope
  const { job: jobId = '' } = typedIn(form)
  const decision = await app.operations.undoJob(actor, { organizationId, jobId })
  if (!decision.ok) return refusedAct(form, decision.refusal)
  throw replace(hereWith(url, { job: jobId, done: null }))
}
