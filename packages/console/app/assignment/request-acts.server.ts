import { replace } from 'react-router'
import { refused } from '../answers.ts'
import { hereWith, textOf } from './acts.server.ts'
import type { Here } from './place.server.ts'

/** Gives these people what they asked for and comes back to the same page with the job on it. */
export async function approve({ app, actor, scope }: Here, url: URL, form: FormData, ids: readonly string[]) {
  const [jobId, team] = [textOf(form, 'jobId'), textOf(form, 'team')]
  const decision = await app.operations.approveRequests(actor, {
    ...{ organizationId: scope.organizationId, ids, jobId, preview: false },
    teamId: team === '' ? undefined : Number(team),
  })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(hereWith(url, { job: jobId, declined: null }))
}

/** Says no to these people, with a line back, and comes back to the same page. */
export async function decline({ app, actor, scope }: Here, url: URL, form: FormData, ids: readonly string[]) {
  const request = { organizationId: scope.organizationId, ids, note: textOf(form, 'note').trim() }
  const decision = await app.operations.declineRequests(actor, request)
  // Whatever is wrong is said where the no was written: the box stays open.
  if (!decision.ok) return refused({ field: 'note', ...decision.refusal })
  throw replace(hereWith(url, { job: null, declined: String(decision.plan.declined) }))
}
