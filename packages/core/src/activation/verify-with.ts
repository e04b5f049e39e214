import type { CalendarDate } from '../kernel/calendar.ts'
import { judgeLicense } from './judge-license.ts'
import { type Opened, openLicense, type Seal } from './open-license.ts'
import { openNotice, type RetiredKeys } from './retired-keys.ts'
import type { Verdict } from './verdict.ts'

/** Tells whether the key of a seal has signed its bytes, by Ed25519. */
export type VerifySeal = (seal: Seal) => boolean

/** What a product knows when it looks at a document. */
export interface Looking {
  readonly rootKeys: readonly string[]
  readonly product: string
  readonly release?: string | undefined
  readonly releasedOn?: CalendarDate | undefined
  readonly now: Date
  /** The vendor's notice of retired keys, as a compact JWS; one that is not genuine is passed over. */
  readonly retired?: string | undefined
}

/** Verifies a text from its letters to its verdict, where signatures can be checked at once. */
export function verifyWith(verify: VerifySeal, text: string, looking: Looking): Verdict {
  const opened = openLicense(text, looking.rootKeys)
  if (opened.kind === 'not') return opened.verdict
  const broken = opened.seals.find((seal) => !verify(seal))
  return conclude(opened, broken, looking, retiredKeysWith(verify, looking))
}

/** The keys that count no more, by a notice that is genuine; none without one. */
function retiredKeysWith(
  verify: VerifySeal,
  { retired, rootKeys }: Pick<Looking, 'retired' | 'rootKeys'>,
): RetiredKeys | undefined {
  const notice = retired === undefined ? undefined : openNotice(retired, rootKeys)
  return notice && verify(notice.seal) ? notice.keys : undefined
}

/** Concludes from an opened document once its seals have been checked. */
export function conclude(
  { document, kid }: Extract<Opened, { kind: 'sealed' }>,
  broken: Seal | undefined,
  looking: Looking,
  retired: RetiredKeys | undefined,
): Verdict {
  if (broken) return { kind: 'tampered', reason: broken.of === 'statement' ? 'statement' : 'signature' }
  if (!document) return { kind: 'update-the-application', reason: 'newer-format' }
  return judgeLicense(document, { ...looking, keyRetiredAt: retired?.get(kid) })
}
