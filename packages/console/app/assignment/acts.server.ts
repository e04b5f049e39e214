import type { LicenseFilter } from '@claviger/server/assignment/license-filter'
import { redirect, replace } from 'react-router'
import { refused } from '../answers.ts'
import type { Here } from './place.server.ts'

/** A field of a form as text; a file or nothing is empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** This page's address with some parameters changed; null removes one. */
export function hereWith(url: URL, changes: Readonly<Record<string, string | null>>): string {
  const { pathname, searchParams } = new URL(url)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) searchParams.delete(name)
    else searchParams.set(name, value)
  }
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`
}

type ReadFilter = (query: URLSearchParams) => LicenseFilter

/**
 * Takes the ticked licenses back and comes back to the same page with the act's result on it. Where the page has a filter,
 * `read` reads it for "all that match".
 */
export async function revokeTicked(here: Here, url: URL, form: FormData, read?: ReadFilter) {
  const { app, actor, scope } = here
  const jobId = textOf(form, 'jobId')
  const decision = await app.operations.revokeLicenses(actor, {
    organizationId: scope.organizationId,
    selection: selectionOf(here, form, read),
    jobId,
    preview: false,
  })
  if (!decision.ok) return refused(decision.refusal)
  // What goes on after its request is followed on the page of the act.
  if (decision.plan.waiting > 0) throw redirect(`${here.place.home}/jobs/${jobId}`)
  throw replace(hereWith(url, { job: jobId, open: null, select: null }))
}

/** Asks whoever holds the ticked licenses whether they still use them; the answers arrive on the page this leads to. */
export async function askTicked(here: Here, form: FormData, read: ReadFilter) {
  const { app, actor, scope, place } = here
  const decision = await app.operations.askToKeep(actor, {
    organizationId: scope.organizationId,
    selection: selectionOf(here, form, read),
    preview: false,
  })
  if (!decision.ok) return refused(decision.refusal)
  const { asked, already } = decision.plan
  const said = new URLSearchParams({ asked: String(asked), already: String(already) })
  throw redirect(`${place.home}/people/leavers?${said}#asked`)
}

function selectionOf({ scope }: Here, form: FormData, read?: ReadFilter) {
  const matching = form.get('matching')
  if (typeof matching !== 'string' || !read)
    return { kind: 'these', licenseIds: form.getAll('ticked').map(String) } as const
  const filter = read(new URLSearchParams(matching))
  const locked = scope.teamId === undefined ? filter : { ...filter, teams: [scope.teamId] }
  return { kind: 'matching', filter: locked, except: form.getAll('except').map(String) } as const
}

/** Takes a whole act back and comes back to the same page, which then says what that did. */
export async function undo({ app, actor, scope }: Here, url: URL, form: FormData) {
  const jobId = textOf(form, 'job')
  const decision = await app.operations.undoJob(actor, { organizationId: scope.organizationId, jobId })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(hereWith(url, { job: jobId }))
}

/** Lets the letters of an assignment leave without waiting. */
export async function sendNow({ app, actor, scope }: Here, url: URL, form: FormData) {
  const jobId = textOf(form, 'job')
  const decision = await app.operations.sendLettersNow(actor, { organizationId: scope.organizationId, jobId })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(hereWith(url, {}))
}

/** Mails a person again that a license is waiting. */
export async function resend({ app, actor, scope }: Here, url: URL, form: FormData) {
  const assignmentId = textOf(form, 'assignment')
  const decision = await app.operations.resendAnnouncement(actor, { ...scope, assignmentId })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(hereWith(url, { mailed: assignmentId }))
}

/** Stops an act that goes on; what is done stays. */
export async function stop({ app, actor, scope }: Here, url: URL, jobId: string) {
  const { organizationId } = scope
  const decision = await app.operations.stopJob(actor, { organizationId, jobId })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(hereWith(url, {}))
}

/** Tries the lines again that were refused or not tried, and shows that second act. */
export async function retryFailed({ app, actor, place, scope }: Here, jobId: string, newJobId: string) {
  const { organizationId } = scope
  const decision = await app.operations.retryJob(actor, { organizationId, jobId, newJobId })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(`${place.home}/jobs/${newJobId}`)
}
