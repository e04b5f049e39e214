import type { PeopleSelection } from '@claviger/server/assignment/people-filter'
import { redirect, replace } from 'react-router'
import { refused } from '../answers.ts'
import { hereWith, textOf } from './acts.server.ts'
import { readPeopleAddress } from './people-address.ts'
import type { Here } from './place.server.ts'

/** The people a form means: those ticked, or all that match its filter but some. */
export function peopleMeant({ place }: Here, form: FormData): PeopleSelection {
  const matching = form.get('matching')
  if (typeof matching !== 'string') return { kind: 'these', personIds: form.getAll('ticked').map(String) }
  const { filter } = readPeopleAddress(new URLSearchParams(matching), place.seats)
  return { kind: 'matching', filter, except: form.getAll('except').map(String) }
}

/** Takes everything these people hold back and comes back to the same page with the act's result on it. */
export async function revokeEverything(here: Here, url: URL, form: FormData, people: PeopleSelection) {
  const { app, actor, scope } = here
  const jobId = textOf(form, 'jobId')
  const decision = await app.operations.revokePeople(actor, { ...scope, people, jobId, preview: false })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(hereWith(url, { job: jobId, select: null }))
}

/** Asks these people whether they still use what they hold; the answers arrive on the page this leads to. */
export async function askThem(here: Here, people: PeopleSelection) {
  const { app, actor, scope, place } = here
  const decision = await app.operations.askPeople(actor, { ...scope, people, preview: false })
  if (!decision.ok) return refused(decision.refusal)
  const { asked, already } = decision.plan
  const said = new URLSearchParams({ asked: String(asked), already: String(already) })
  throw redirect(`${place.home}/people/leavers?${said}#asked`)
}
