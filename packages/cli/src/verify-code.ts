import { createPublicKey, verify } from 'node:crypto'
import { openLicense, type Seal } from '@claviger/core/activation/open-license'
import { mayRun, type Verdict } from '@claviger/core/activation/verdict'
import { wordsOf } from '@claviger/core/activation/verdict-words'
import { verifyWith } from '@claviger/core/activation/verify-with'
import { type CalendarDate, calendarDate } from '@claviger/core/kernel/calendar'
import { codeText } from './code-text.ts'
import { findRoot, type Trust } from './find-root.ts'
import { Misuse } from './misuse.ts'

/** What `claviger verify` may be told beside the code. */
export interface VerifyCode {
  readonly root?: string
  readonly server?: string
  readonly product?: string
  readonly release?: string
  readonly releasedOn?: string
  readonly at?: string
  readonly json?: true
}

/** Says what a product would conclude from this code, and answers whether it may run. */
export async function verifyCode(given: string, options: VerifyCode): Promise<boolean> {
  const trust = await findRoot(options)
  const text = await codeText(given)
  const verdict = verifyWith(isGenuine, text, {
    ...trust,
    product: options.product ?? firstProduct(text, trust),
    release: options.release,
    releasedOn: dayOf(options.releasedOn),
    now: momentOf(options.at),
  })
  console.log(options.json ? JSON.stringify({ ...verdict, words: wordsOf(verdict) }, null, 2) : said(verdict))
  return mayRun(verdict)
}

function said(verdict: Verdict): string {
  return `${verdict.kind}: ${wordsOf(verdict)}`
}

/** Without a product, a code is looked at as the product it was issued for would. */
function firstProduct(text: string, { rootKeys }: Trust): string {
  const opened = openLicense(text, rootKeys)
  return opened.kind === 'sealed' ? (opened.document?.products[0]?.code ?? '') : ''
}

function isGenuine({ publicKey, signed, signature }: Seal): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  return verify(null, signed, key, signature)
}

function dayOf(text: string | undefined): CalendarDate | undefined {
  if (text === undefined) return undefined
  const day = calendarDate(text)
  if (!day.ok) throw new Misuse(`--released-on ${text} is not a day: write it as 2026-11-02.`)
  return day.plan
}

function momentOf(text: string | undefined): Date {
  if (text === undefined) return new Date()
  const moment = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T12:00:00Z` : text)
  if (Number.isNaN(moment.getTime()))
    throw new Misuse(`--at ${text} is not a moment: write it as 2027-03-14 or 2027-03-14T18:00:00Z.`)
  return moment
}
