import { noted } from './clock.ts'
import { judgeText } from './genuine.ts'
import { lookingOf, rankOf, statusOf } from './holding.ts'
import type { Parts } from './parts.ts'
import type { State } from './state.ts'
import { type LicenseStatus, worded } from './status.ts'

/** Keeps an activation code, if it is one for this product and not worse than the one that is kept. */
export async function enter(parts: Parts, code: string): Promise<LicenseStatus> {
  const { verdict, document } = await judgeText(code, { ...parts.looking, now: parts.now() }, parts.checkSeal)
  if (!document || verdict.kind === 'other-product' || verdict.kind === 'not-yet')
    return worded({ verdict, source: document ? 'code' : null }, parts.language)
  const before = noted(await parts.book.read(), document)
  const isBetter = await improves(parts, before, code)
  const after = await parts.book.change((state) => ({
    ...noted(state, document),
    code: isBetter || state.code === undefined ? code : state.code,
  }))
  return statusOf(parts, after)
}

/** Whether the text is worth more than the code that is kept; of two that are worth the same, the newer counts. */
async function improves(parts: Parts, state: State, text: string): Promise<boolean> {
  if (state.code === undefined) return true
  const looking = lookingOf(parts, state)
  const [kept, entered] = await Promise.all(
    [state.code, text].map((one) => judgeText(one, looking, parts.checkSeal)),
  )
  if (!kept || !entered) return true
  const gain = rankOf(kept.verdict) - rankOf(entered.verdict)
  return gain > 0 || (gain === 0 && (entered.document?.issuedAt ?? 0) >= (kept.document?.issuedAt ?? 0))
}
