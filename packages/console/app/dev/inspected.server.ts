import type { Verdict } from '@claviger/core/activation/verdict'
import { wordsOf } from '@claviger/core/activation/verdict-words'
import { accept } from '@claviger/core/kernel/decision'
import type { CodeRecord, IssuedCodeRecord } from '@claviger/server/activation/code-record'
import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import type { Typed } from '../typed.ts'
import { sdkLanguage } from './sdk-language.ts'

/** Looks into the code of a form; everything is ready to be shown. */
export async function inspected(context: Readonly<RouterContextProvider>, typed: Typed) {
  const { app, actor, locale } = context.get(applicationContext)
  const { text = '', product = '', release = '', day = '' } = typed
  const answer = await app.views.inspectCode(actor, { text, product, release, day })
  if (!answer.ok) return answer
  const { key, record, verdict, ...rest } = answer.plan
  return accept({
    ...rest,
    key: key && {
      kid: key.kid,
      since: key.since.toISOString(),
      replacedAt: key.replacedAt?.toISOString() ?? null,
      retiredAt: key.retiredAt?.toISOString() ?? null,
    },
    record: record && recordShown(record),
    verdict: { kind: verdict.kind, message: wordsOf(verdict, sdkLanguage(locale)) },
    strange: strangeIn(verdict),
  })
}

/** The first sign that belongs to no code, and where it stands. */
function strangeIn(verdict: Verdict) {
  if (verdict.kind !== 'unreadable' || verdict.position === undefined) return null
  return { position: verdict.position, sign: verdict.sign ?? '' }
}

function recordShown(record: CodeRecord) {
  if (record.kind === 'test') return { ...record, madeAt: record.madeAt.toISOString() }
  return record.kind === 'issued' ? issuedShown(record) : record
}

function issuedShown({ ended, ...record }: IssuedCodeRecord) {
  return {
    ...{ ...record, issuedAt: record.issuedAt.toISOString() },
    replacedAt: record.replacedAt?.toISOString() ?? null,
    ended: ended && { ...ended, at: ended.at.toISOString() },
  }
}

export type Inspected = Extract<Awaited<ReturnType<typeof inspected>>, { ok: true }>['plan']
