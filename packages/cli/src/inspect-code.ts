import { jsonOfBase64url } from '@claviger/core/activation/base64url'
import type { LicenseDocument, LicensedProduct } from '@claviger/core/activation/document'
import { findCode, type Unfound } from '@claviger/core/activation/find-code'
import { readDocument } from '@claviger/core/activation/read-document'
import { wordsOf } from '@claviger/core/activation/verdict-words'
import { codeText } from './code-text.ts'

/** Shows every field of a code without believing any: nothing is checked here. Answers whether there was one to show. */
export async function inspectCode(given: string, { json }: { readonly json?: true }): Promise<boolean> {
  const found = findCode(await codeText(given))
  if ('reason' in found) return unfound(found, json)
  const { kid, key } = (jsonOfBase64url(found.header) ?? {}) as Readonly<Record<string, unknown>>
  const document = readDocument(jsonOfBase64url(found.payload))
  const { root, madeAt } = statementIn(String(key))
  const signing = { key: String(kid), certifiedBy: root, certifiedAt: secondText(madeAt) }
  if (json) console.log(JSON.stringify({ signing, document: document ?? null }, null, 2))
  else for (const line of linesOf(signing, document)) console.log(line)
  return document !== undefined
}

function unfound(found: Unfound, json: true | undefined): false {
  const words = wordsOf({ kind: 'unreadable', ...found })
  if (json) console.log(JSON.stringify({ ...found, words }, null, 2))
  else console.log(`unreadable: ${words}`)
  return false
}

function statementIn(jws: string): { root: string; madeAt: number | undefined } {
  const [header = '', payload = ''] = jws.split('.')
  const { kid } = (jsonOfBase64url(header) ?? {}) as { readonly kid?: unknown }
  const { iat } = (jsonOfBase64url(payload) ?? {}) as { readonly iat?: unknown }
  return { root: typeof kid === 'string' ? kid : '', madeAt: typeof iat === 'number' ? iat : undefined }
}

type Signing = { readonly key: string; readonly certifiedBy: string; readonly certifiedAt: string }

function linesOf(signing: Signing, document: LicenseDocument | undefined): string[] {
  const key = line(
    'key',
    `${signing.key}, certified by root ${signing.certifiedBy} on ${signing.certifiedAt}`,
  )
  if (!document) return [key, 'What it says is written in a way this version cannot read.']
  const { policy, revoked } = document
  return [
    line('license', `${document.licenseId}, ${document.title}`),
    line('for', `${document.person}, ${document.licensee}`),
    line('kind', document.kind === 'offline' ? `offline, code ${document.serial} of this license` : 'online'),
    line('issued', secondText(document.issuedAt)),
    ...document.products.map((product) => line(product.code, spanText(product))),
    line('zone', document.timeZone),
    line(
      'policy',
      `${policy.graceDays} days of grace, asks again after ${policy.checkHours} hours, at most ${policy.offlineDays} days without an answer`,
    ),
    ...(revoked ? [line('ended', `${revoked.why} by ${revoked.by}, ${secondText(revoked.at)}`)] : []),
    key,
    'Nothing here has been checked: claviger verify does that.',
  ]
}

function spanText({ paidUpTo, fallbackDate, fallbackRelease }: LicensedProduct): string {
  if (fallbackDate === undefined) return `paid up to ${paidUpTo}, keeps nothing`
  const kept =
    fallbackRelease === undefined
      ? `what came out by ${fallbackDate}`
      : `${fallbackRelease} (as of ${fallbackDate})`
  return `paid up to ${paidUpTo}, keeps ${kept}`
}

function line(name: string, value: string): string {
  return `${name.padEnd(9)} ${value}`
}

function secondText(seconds: number | undefined): string {
  const moment = new Date((seconds ?? Number.NaN) * 1000)
  return Number.isNaN(moment.getTime()) ? '(no time)' : `${moment.toISOString().slice(0, 19)}Z`
}
