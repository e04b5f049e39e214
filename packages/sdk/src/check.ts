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
  const taken = await believe(parts, state, answer)
  await parts.book.change((kept) => (kept.token === state.token ? taken(kept) : kept))
  return statusNow(parts)
}

/** What an answer makes of the state: the new license, the end of it, or one more try that led to nothing. */
async function believe(parts: Parts, state: State, answer: Answer): Promise<(kept: State) => State> {
  if (answer.kind === 'trouble') return inTrouble(parts, answer.reason, answer.retryAfter)
  const { license, retired, ask } = answer.body
  const document = typeof license === 'string' ? await onlineDocument(parts, license) : undefined
  const last = state.ended ?? state.online
  const before = last === undefined ? undefined : await onlineDocument(parts, last)
  const follows =
    !before || (document?.licenseId === before.licenseId && document.issuedAt >= before.issuedAt)
  const wanted = document && follows && (answer.status === 200) === (document.revoked === undefined)
  if (!wanted || typeof license !== 'string')
    return inTrouble(
      parts,
      `the server's answer ${answer.status} is not signed by the vendor`,
      answer.retryAfter,
    )
  const notice = await newerNotice(parts, typeof retired === 'string' ? retired : undefined)
  const known = (kept: State): State => ({
    ...noted(kept, document),
    ...{ trouble: undefined, retired: notice ?? kept.retired },
  })
  if (!document.revoked)
    return (kept) => ({ ...known(kept), online: license, ended: undefined, ask: undefined })
  return (kept) => ({ ...known(kept), ended: license, ask: typeof ask === 'string' ? ask : undefined })
}

/** Half a minute after the first failure, then twice as long each time, up to an hour; or as long as the server asks. */
function inTrouble({ now }: Parts, reason: string, retryAfter = 0): (kept: State) => State {
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
