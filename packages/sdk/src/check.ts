import type { LicenseDocument } from '@claviger/core/activation/document'
import { noted, seconds } from './clock.ts'
import { statusNow } from './holding.ts'
import { newerNotice, onlineDocument } from './online.ts'
import type { Parts } from './parts.ts'
import type { State } from './state.ts'
import type { LicenseStatus } from './status.ts'
import { type Answer, openWire } from './wire.ts'

/** Asks the vendor when it is time, and keeps what can be believed of the answer. */
export async function check(parts: Parts, force: boolean): Promise<LicenseStatus> {
  const state = await parts.book.read()
  if (state.token === undefined || (!force && !(await isTime(parts, state)))) return statusNow(parts)
  const { product, release, releasedOn } = parts.looking
  const wire = openWire(parts.server, parts.fetch)
  const answer = await wire.post('/activation/check', { json: { product, release, releasedOn } }, state.token)
  const taken = (await believe(parts, state, answer)) ?? inTrouble(parts, troubleIn(answer))
  const overtaken = await keep(parts, state, taken)
  // Another process has heard from the vendor meanwhile: the newer of the two answers holds.
  if (overtaken) await keep(parts, overtaken, (await believe(parts, overtaken, answer)) ?? ((kept) => kept))
  return statusNow(parts)
}

type Change = (kept: State) => State

/** Keeps a change to the state it was made for; answers the other state when that is not there any more. */
async function keep(parts: Parts, state: State, change: Change): Promise<State | undefined> {
  let other: State | undefined
  await parts.book.change((kept) => {
    if (kept.token !== state.token) return kept
    if (kept.online === state.online && kept.ended === state.ended) return change(kept)
    other = kept
    return kept
  })
  return other
}

/** What an answer makes of the state: the new license, or the end of it; nothing when it cannot be believed. */
async function believe(parts: Parts, state: State, answer: Answer): Promise<Change | undefined> {
  if (answer.kind === 'trouble') return undefined
  const { license, retired, ask } = answer.body
  if (typeof license !== 'string') return undefined
  const document = await onlineDocument(parts, license)
  const saysSo = (answer.status === 200) === (document?.revoked === undefined)
  if (!document || !saysSo || !(await follows(parts, state, document))) return undefined
  const notice = await newerNotice(parts, typeof retired === 'string' ? retired : undefined)
  const known = (kept: State): State => ({
    ...noted(kept, document),
    ...{ trouble: undefined, retired: notice ?? kept.retired },
  })
  if (!document.revoked)
    return (kept) => ({ ...known(kept), online: license, ended: undefined, ask: undefined })
  return (kept) => ({ ...known(kept), ended: license, ask: typeof ask === 'string' ? ask : undefined })
}

/** Whether a document is about the same license as the last one, and follows it. */
async function follows(parts: Parts, state: State, document: LicenseDocument): Promise<boolean> {
  const last = state.ended ?? state.online
  const before = last === undefined ? undefined : await onlineDocument(parts, last)
  if (!before) return true
  // Within one second nobody can tell which came first; then the end of a license is believed.
  const revives = before.revoked !== undefined && document.revoked === undefined
  const isNew = revives ? document.issuedAt > before.issuedAt : document.issuedAt >= before.issuedAt
  return isNew && document.licenseId === before.licenseId
}

function troubleIn(answer: Answer): Trouble {
  if (answer.kind === 'trouble') return answer
  const { status, retryAfter } = answer
  return { reason: `the server's answer ${status} is not signed by the vendor`, retryAfter }
}

type Trouble = Pick<Extract<Answer, { kind: 'trouble' }>, 'reason' | 'retryAfter'>

/** Half a minute after the first failure, then twice as long each time, up to an hour; or as long as the server asks. */
function inTrouble({ now }: Parts, { reason, retryAfter = 0 }: Trouble): Change {
  const at = seconds(now())
  return (kept) => {
    const times = (kept.trouble?.times ?? 0) + 1
    const pause = Math.max(retryAfter, Math.min(30 * 2 ** Math.min(times - 1, 10), 3600))
    return { ...kept, trouble: { since: kept.trouble?.since ?? at, times, again: at + pause, reason } }
  }
}

async function isTime(parts: Parts, state: State): Promise<boolean> {
  const now = seconds(parts.now())
  if (state.trouble) return now >= state.trouble.again || now < state.trouble.since
  const document = state.online === undefined ? undefined : await onlineDocument(parts, state.online)
  if (!document) return true
  return Math.abs(now - document.issuedAt) >= document.policy.checkHours * 3600
}
