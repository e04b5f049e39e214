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
  const looking = lookingOf(parts, state)
  const ended = state.ended === undefined ? undefined : await judgeText(state.ended, looking, parts.checkSeal)
  const kept = [
    { source: 'connected', text: ended ? undefined : state.online },
    { source: 'code', text: state.code },
  ] as const
  const judged = await Promise.all(
    kept.flatMap(({ source, text }) =>
      text === undefined
        ? []
        : [judgeText(text, looking, parts.checkSeal).then((one) => ({ source, ...one }))],
    ),
  )
  const left: Held[] = judged.filter(({ document }) => !isTakenBack(document, ended?.document))
  if (ended?.document) left.push({ ...ended, source: 'connected' })
  const [best] = left.sort((one, other) => rank(one) - rank(other))
  return best ?? { verdict: { kind: 'unreadable', reason: 'empty' }, source: null }
}

function rank({ verdict }: Held): number {
  const place = worth.indexOf(verdict.kind)
  return place < 0 ? worth.length : place
}

function isTakenBack(document: LicenseDocument | undefined, ended: LicenseDocument | undefined): boolean {
  if (!document || ended?.revoked?.why !== 'revoked') return false
  return document.licenseId === ended.licenseId && document.issuedAt <= ended.issuedAt
}

/** The question a text is judged by: as of the highest time seen when the clock is behind. */
export function lookingOf({ looking, now }: Parts, state: State): Looking {
  return { ...looking, now: timeOf(state, now()).now, retired: state.retired }
}

/** What the kept state means now. */
export async function statusOf(parts: Parts, state: State): Promise<LicenseStatus> {
  const now = parts.now()
  const { verdict, source, document } = await holding(parts, state)
  const behind = timeOf(state, now).behind
  const until =
    document?.kind === 'online' ? moment(document.issuedAt + document.policy.offlineDays * 86_400) : undefined
  const { trouble, ask } = state
  return worded(
    {
      ...{ verdict, source, ask: state.ended === undefined ? undefined : ask },
      clock: behind ? { behind: true, seen: moment(state.seen ?? 0) } : undefined,
      network: trouble ? { since: moment(trouble.since), reason: trouble.reason, until } : undefined,
    },
    parts.language,
  )
}

/** The same for what is kept at this moment; notes the time when it has grown. */
export async function statusNow(parts: Parts): Promise<LicenseStatus> {
  const now = seconds(parts.now())
  const isNews = (seen = 0) => now >= seen + noteEverySeconds
  const state = await parts.book.change((kept) => (isNews(kept.seen) ? { ...kept, seen: now } : kept))
  return statusOf(parts, state)
}
