import { jsonOfBase64url } from './base64url.ts'
import type { LicenseDocument } from './document.ts'
import { type FoundCode, findCode } from './find-code.ts'
import { openLicense } from './open-license.ts'
import type { Verdict } from './verdict.ts'
import type { VerifySeal } from './verify-with.ts'

/** What is looked at, in the order in which a product looks. */
const checks = [
  'found',
  'header',
  'root',
  'kid',
  'encoding',
  'age',
  'statement',
  'signature',
  'content',
] as const

export type CodeCheck = (typeof checks)[number]

/** One check and what came of it; behind the first that fails nothing is looked at. */
export interface CheckedStep {
  readonly check: CodeCheck
  readonly result: 'passed' | 'failed' | 'not_reached'
}

/** One thing a code says, by the name it has there, as it stands. */
export interface CodeField {
  readonly part: 'header' | 'statement' | 'content'
  readonly name: string
  readonly value: string
}

/** All that can be seen in a text that somebody pasted. */
export interface InspectedText {
  readonly steps: readonly CheckedStep[]
  /** Everything it says, proved or not. */
  readonly fields: readonly CodeField[]
  /** Its encoded parts, when a whole code was found. */
  readonly parts: FoundCode | null
  /** Only when every check was passed. */
  readonly genuine: { readonly document: LicenseDocument; readonly kid: string } | null
  /** What a product says when a check failed. */
  readonly failure: Verdict | null
}

/** Takes a text apart check by check, as a product does, and shows what it says even where that is not proved. */
export function inspectText(text: string, rootKeys: readonly string[], verify: VerifySeal): InspectedText {
  const found = findCode(text)
  const parts = 'reason' in found ? null : found
  const opened = openLicense(text, rootKeys)
  const seen = { fields: parts ? fieldsOf(parts) : [], parts }
  if (opened.kind === 'not') return failed(seen, checkBehind(opened.verdict), opened.verdict)
  const broken = opened.seals.find((seal) => !verify(seal))
  if (broken) {
    const reason = broken.of === 'statement' ? 'statement' : 'signature'
    return failed(seen, reason, { kind: 'tampered', reason })
  }
  const { document, kid } = opened
  if (!document) return failed(seen, 'content', { kind: 'update-the-application', reason: 'newer-format' })
  return { ...seen, steps: stepsUntil(null), genuine: { document, kid }, failure: null }
}

type Seen = Pick<InspectedText, 'fields' | 'parts'>

function failed(seen: Seen, check: CodeCheck, failure: Verdict): InspectedText {
  return { ...seen, steps: stepsUntil(check), genuine: null, failure }
}

function stepsUntil(failing: CodeCheck | null): readonly CheckedStep[] {
  const at = failing === null ? checks.length : checks.indexOf(failing)
  return checks.map((check, index) => ({
    check,
    result: index < at ? 'passed' : index === at ? 'failed' : 'not_reached',
  }))
}

const behindTampered = {
  header: 'header',
  encoding: 'encoding',
  statement: 'root',
  'key-mismatch': 'kid',
  signature: 'signature',
  'older-than-its-key': 'age',
} as const

/** The check a code did not pass before any signature was looked at. */
function checkBehind(verdict: Verdict): CodeCheck {
  if (verdict.kind === 'tampered') return behindTampered[verdict.reason]
  if (verdict.kind !== 'update-the-application') return 'found'
  return verdict.reason === 'unknown-root' ? 'root' : 'header'
}

function fieldsOf({ header, payload }: FoundCode): readonly CodeField[] {
  const head = jsonOfBase64url(header)
  const key = typeof head === 'object' && head !== null && 'key' in head ? String(head.key) : ''
  const [about = '', statement = ''] = key.split('.')
  return [
    ...entriesOf('header', head).filter(({ name }) => name !== 'key'),
    ...entriesOf('statement', jsonOfBase64url(about)),
    ...entriesOf('statement', jsonOfBase64url(statement)),
    ...entriesOf('content', jsonOfBase64url(payload)),
  ]
}

function entriesOf(part: CodeField['part'], value: unknown): CodeField[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([name, one]) => ({
    ...{ part, name },
    value: typeof one === 'string' ? one : JSON.stringify(one),
  }))
}

/** A letter that is not the one that was signed, counted from the beginning of the code. */
export interface Difference {
  readonly part: 'header' | 'content' | 'signature'
  readonly position: number
  readonly signed: string
  readonly reads: string
}

/** Finds the first letter in which a code differs from the one that was issued; nothing when they are the same. */
export function firstDifference(issued: FoundCode, reads: FoundCode): Difference | null {
  const [signed, pasted] = [issued, reads].map(({ header, payload, signature }) =>
    [header, payload, signature].join('.'),
  ) as [string, string]
  const at = [...signed].findIndex((letter, index) => pasted[index] !== letter)
  if (at < 0) return null
  const [headerEnd, contentEnd] = [issued.header.length, issued.header.length + 1 + issued.payload.length]
  const part = at <= headerEnd ? 'header' : at <= contentEnd ? 'content' : 'signature'
  return { part, position: at + 1, signed: signed.charAt(at), reads: pasted.charAt(at) }
}
