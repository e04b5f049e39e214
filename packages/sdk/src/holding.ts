import type { LicenseDocument } from '@claviger/core/activation/document'
import type { Verdict } from '@claviger/core/activation/verdict'
import type { Looking } from '@claviger/core/activation/verify-with'
import { moment, noteEverySeconds, seconds, timeOf } from './clock.ts'
import { judgeText } from './genuine.ts'
import type { Parts } from './parts.ts'
import type { State } from './state.ts'
import { type LicenseStatus, worded } from './status.ts'

interface Held {
  readonly verdict: Verdict
  readonly source: 'code' | 'connected' | null
  readonly document?: LicenseDocument | undefined
}

const worth: readonly Verdict['kind'][] = [
  'valid',
  'grace',
  'fallback',
  'revoked',
  'expired',
  'not-yet',
  'other-product',
]

/** The best of what is kept. A license that was taken back is gone with everything that was made before that. */
async function holding(parts: Parts, state: State): Promise<Held> {
  const ended = await held(parts, state, 'connected', state.ended)
  const kept = await Promise.all([
    ended ? undefined : held(parts, state, 'connected', state.online),
    held(parts, state, 'code', state.code),
  ])
  const left = kept.filter((one) => one !== undefined && !isTakenBack(one.document, ended?.document))
  const [best] = [...left, ended]
    .filter((one) => one !== undefined)
    .sort((one, other) => rankOf(one.verdict) - rankOf(other.verdict))
  return best ?? { verdict: { kind: 'unreadable', reason: 'empty' }, source: null }
}

async function held(
  parts: Parts,
  state: State,
  source: 'code' | 'connected',
  text: string | undefined,
): Promise<Held | undefined> {
  if (text === undefined) return undefined
  const looking = lookingOf(parts, state)
  const judged = await judgeText(text, looking, parts.checkSeal)
  // A clock that shows a day before the license was made is not believed to stand still at the highest time seen.
  const now = parts.now()
  const early = now < looking.now && (await judgeText(text, { ...looking, now }, parts.checkSeal))
  return { source, ...(early && early.verdict.kind === 'not-yet' ? early : judged) }
}

/** Which of two verdicts is worth more to whoever wants to work: the lower one. */
export function rankOf({ kind }: Verdict): number {
  const place = worth.indexOf(kind)
  return place < 0 ? worth.length : place
}

/** Whether a document was made before its license was taken back. */
export function isTakenBack(
  document: LicenseDocument | undefined,
  ended: LicenseDocument | undefined,
): boolean {
  if (!document || ended?.revoked?.why !== 'revoked') return false
  return document.licenseId === ended.licenseId && document.issuedAt <= ended.issuedAt
}

/** The question a text is judged by: as of the highest time seen when the clock is behind. */
export function lookingOf({ looking, now }: Parts, state: State): Looking {
  return { ...looking, now: timeOf(state, now()).now, retired: state.retired }
}

/** What the kept state means now. */
export async function statusOf(parts: Parts, state: State): Promise<LicenseStatus> {
  const { verdict, source, document } = await holding(parts, state)
  const { trouble, ask, ended, seen = 0 } = state
  const unkept = parts.book.unkept()
  return worded(
    {
      ...{ verdict, source, holdsUntil: document && answerEnd(document) },
      ask: ended === undefined ? undefined : ask,
      clock: timeOf(state, parts.now()).behind ? { behind: true, seen: moment(seen) } : undefined,
      network: trouble && { since: moment(trouble.since), reason: trouble.reason },
      storage: unkept === undefined ? undefined : { reason: unkept },
    },
    parts.language,
    document?.timeZone,
  )
}

/** Until when an answer of the vendor holds without another one. */
function answerEnd({ kind, issuedAt, policy, revoked }: LicenseDocument): Date | undefined {
  return kind === 'online' && !revoked ? moment(issuedAt + policy.offlineDays * 86_400) : undefined
}

/** The same for what is kept at this moment; notes the time when it has grown. */
export async function statusNow(parts: Parts): Promise<LicenseStatus> {
  const now = seconds(parts.now())
  const isNews = (seen = 0) => now >= seen + noteEverySeconds
  const state = await parts.book.change((kept) => (isNews(kept.seen) ? { ...kept, seen: now } : kept))
  return statusOf(parts, state)
}
