import type { HeldByPerson, OnceHeld } from '@claviger/server/assignment/whole-person-views'
import { notShown } from '../answers.ts'
import { loadOwnLog } from '../licenses/own-log.server.ts'
import { loadJobResult } from './job-result.server.ts'
import { lastUseOf } from './person-row.server.ts'
import type { Here } from './place.server.ts'
import { loadOutlooks } from './reminder-outlook.server.ts'

/** Loads everything the page of one person shows. */
export async function loadPerson(here: Here, personId: string, { url }: { readonly url: URL }) {
  const { app, actor, scope, place } = here
  const found = await app.views.wholePerson(actor, { ...scope, personId })
  if (!found.ok) throw notShown(found.refusal)
  const { held, past, requests, letters, since, ...person } = found.plan
  return {
    ...{ home: place.home, today: place.today, jobId: crypto.randomUUID() },
    saved: url.searchParams.get('saved') === 'end_day',
    job: await loadJobResult({ app, actor, scope }, url.searchParams.get('job')),
    log: await loadOwnLog(here, { personId }),
    outlooks: await loadOutlooks(here, { personId }),
    person: {
      ...{ ...person, since: since.toISOString().slice(0, 10) },
      held: held.map(heldShown),
      past: past.map(pastShown),
      requests: requests.map((one) => ({ ...one, askedAt: one.askedAt.toISOString(), answeredAt: null })),
      letters: letters.map((one) => ({ ...one, at: one.at.toISOString() })),
    },
  }
}

function heldShown({ assignedAt, connectedAt: _, lastSeenAt, hasCode, ...license }: HeldByPerson) {
  return { ...license, assignedAt: assignedAt.toISOString(), used: lastUseOf([{ lastSeenAt, hasCode }]) }
}

function pastShown({ assignedAt, endedAt, ...license }: OnceHeld) {
  return { ...license, assignedAt: assignedAt.toISOString(), endedAt: endedAt.toISOString() }
}

/** A license in a person's hands, as their page shows it. */
export type ShownHeld = ReturnType<typeof heldShown>

/** A license that was, as their page shows it. */
export type ShownPast = ReturnType<typeof pastShown>
