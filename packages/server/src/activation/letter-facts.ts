import type { Keep } from '@claviger/core/activation/plan-document'
import { readAddress } from '@claviger/core/kernel/email'
import type { Setting } from '../assignment/store.ts'
import type { NewLetter } from '../outbox/queue.ts'
import { fileNameOf } from './code-file.ts'
import type { Answerer } from './code-request-store.ts'
import type { IssuedCode } from './issued-code.ts'

/** What the letters of this capability are written from; the words are in `letters.ts`. Dates are 'YYYY-MM-DD'. */

export interface ActivationCodeFacts {
  /** Who sent or approved it. */
  readonly by: string
  readonly organization: string
  readonly organizationId: number
  readonly product: string
  readonly licenseId: string
  readonly address: string
  /** The whole text; covered once the letter has left. */
  readonly activationCode: string
  readonly fileName: string
  readonly validUntil: string
  readonly keeps: readonly Keep[]
  /** A line from whoever approved it; may be empty. */
  readonly note: string
  /** Further licenses whose codes stand in the same text, each after an empty line. */
  readonly also?: readonly CodeAbout[]
}

/** What a letter says of one code among several. */
export interface CodeAbout {
  readonly product: string
  readonly licenseId: string
  readonly validUntil: string
  readonly keeps: readonly Keep[]
}

export interface CodeRequestedFacts {
  readonly person: string
  readonly address: string
  readonly organization: string
  /** For /o/…. */
  readonly slug: string
  readonly product: string
  readonly licenseId: string
  readonly requestId: string
  readonly reason: string
}

export interface CodeDeniedFacts {
  readonly by: string
  readonly organization: string
  readonly organizationId: number
  readonly product: string
  readonly licenseId: string
  readonly note: string
}

export interface NewerCodeFacts {
  readonly why: 'renewal' | 'reissue'
  readonly organization: string
  readonly organizationId: number
  readonly product: string
  readonly licenseId: string
  readonly address: string
  /** When the code before it ends; nothing when there was none. */
  readonly oldUntil: string | null
  readonly validUntil: string
  readonly keeps: readonly Keep[]
  /** The whole text where codes may stand in letters; covered once the letter has left. */
  readonly activationCode?: string
  readonly fileName: string
}

/** A license and its holder, as letters about them need it. */
export interface LetterAbout extends Setting {
  readonly licenseId: string
  readonly product: string
  readonly address: string
  readonly name: string
}

/** Brings a code to the one it is for. */
export function codeLetter(
  setting: Setting,
  code: IssuedCode,
  { by, note }: { readonly by: string; readonly note: string },
): NewLetter {
  const { title, licenseId, address, name, text, validUntil, keeps, assignmentId } = code
  const facts: ActivationCodeFacts = {
    ...{ by, note, organization: setting.organizationName, organizationId: setting.organizationId },
    ...{ product: title, licenseId, address, activationCode: text, fileName: fileNameOf(title, licenseId) },
    ...{ validUntil, keeps },
  }
  return {
    ...envelope(setting, { address, name }),
    kind: 'activation_code',
    facts,
    assignmentId,
    secret: true,
  }
}

/** Brings somebody all the codes that are theirs, in one letter and one file. */
export function codesLetter(
  setting: Setting,
  codes: readonly IssuedCode[],
  sent: { readonly by: string; readonly note: string },
): NewLetter {
  const [first, ...more] = codes
  if (!first) throw new Error('a letter without a code')
  const one = codeLetter(setting, first, sent)
  if (more.length === 0) return one
  const also = more.map(
    ({ title: product, licenseId, validUntil, keeps }): CodeAbout => ({
      ...{ product, licenseId, validUntil, keeps },
    }),
  )
  const activationCode = codes.map((code) => code.text).join('\n\n')
  return { ...one, facts: { ...one.facts, also, activationCode, fileName: 'activation-codes.txt' } }
}

/** Tells those who may answer that somebody asks for a code. */
export function requestLetters(
  about: LetterAbout,
  { id, reason }: { readonly id: string; readonly reason: string },
  answerers: readonly Answerer[],
): NewLetter[] {
  const { product, licenseId, address, name, slug } = about
  const facts: CodeRequestedFacts = {
    ...{ person: name || address, address, organization: about.organizationName, slug, product, licenseId },
    ...{ requestId: id, reason },
  }
  return answerers.map((to) => ({ ...envelope(about, to), kind: 'code_requested', facts }))
}

/** Tells the one who asked for a code that there is none. */
export function denialLetter(
  about: LetterAbout,
  { by, note }: { readonly by: string; readonly note: string },
): NewLetter {
  const { organizationName: organization, organizationId, product, licenseId } = about
  const facts: CodeDeniedFacts = { by, organization, organizationId, product, licenseId, note }
  return { ...envelope(about, about), kind: 'code_denied', facts }
}

/** Tells the holder of a code that a newer one took its place; the code itself stands there where codes may. */
export function newerCodeLetter(setting: Setting, code: IssuedCode, why: NewerCodeFacts['why']): NewLetter {
  const { title: product, licenseId, address, name, text, validUntil, keeps, replaces } = code
  const { organizationName: organization, organizationId } = setting
  const mayStand = setting.codePolicy === 'letter'
  const facts: NewerCodeFacts = {
    ...{ why, organization, organizationId, product, licenseId, address, validUntil, keeps },
    ...{ oldUntil: replaces, fileName: fileNameOf(product, licenseId) },
    ...(mayStand ? { activationCode: text } : {}),
  }
  return {
    ...{ ...envelope(setting, { address, name }), kind: 'newer_code', facts, secret: mayStand },
    ...{ assignmentId: code.assignmentId, dedupeKey: `newer-code-${code.id}` },
  }
}

function envelope({ organizationId, locale }: Setting, { address, name }: Answerer) {
  const read = readAddress(address)
  return { organizationId, locale, to: { address: read.ok ? read.plan.mailTo : address, name } }
}
