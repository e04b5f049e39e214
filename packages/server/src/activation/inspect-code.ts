import {
  type CheckedStep,
  type CodeField,
  type InspectedText,
  inspectText,
} from '@claviger/core/activation/inspect-text'
import { judgeLicense, releaseLineOf } from '@claviger/core/activation/judge-license'
import { noonOf } from '@claviger/core/activation/simulate'
import type { Verdict } from '@claviger/core/activation/verdict'
import { type CalendarDate, calendarDate, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { type FieldsWrong, optional, readFields } from '@claviger/core/kernel/fields'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Read } from '../db/unit-of-work.ts'
import { type CodeKey, type CodeRecord, loadCodeKey, loadCodeRecord } from './code-record.ts'
import { loadReleaseDay, loadRootKey } from './dev-store.ts'
import { verifySeal } from './verify-seal.ts'

/** A text that may hold a code, and the question a product would ask about it. */
export interface InspectCode {
  readonly text: string
  /** The code of the product that asks; the code's own first one when empty. */
  readonly product: string
  /** The version that wants to run; none when empty. */
  readonly release: string
  /** The day it is for the product; today when empty. */
  readonly day: string
}

export interface InspectedCode {
  readonly steps: readonly CheckedStep[]
  readonly fields: readonly CodeField[]
  /** What is known of the key that signed it; nothing while that is not proved. */
  readonly key: CodeKey | null
  /** What is known of the code itself, by the license it names; nothing while it names none. */
  readonly record: CodeRecord | null
  readonly asked: {
    readonly product: string
    readonly release: string | null
    readonly releasedOn: CalendarDate | null
    readonly day: CalendarDate
  }
  readonly verdict: Verdict
}

/** Looks at a text check by check, at what is known here of the code in it, and at what a product would conclude. */
export async function inspectCode(
  read: Read,
  request: InspectCode,
): Promise<Decision<InspectedCode, VendorDoorRefusal | FieldsWrong>> {
  const door = await atVendor(read, 'vendor.customers')
  if (!door.ok) return door
  const asked = readFields({
    release: optional(request.release, readAsking),
    day: optional(request.day, calendarDate),
  })
  if (!asked.ok) return asked
  const seen = inspectText(request.text, [await loadRootKey(read)], verifySeal)
  const { steps, fields, genuine } = seen
  const key = genuine && (await loadCodeKey(read, genuine.kid))
  const record = await loadCodeRecord(read, seen)
  const product = request.product || (genuine?.document.products[0]?.code ?? '')
  const { release } = asked.plan
  const releasedOn = release === null ? null : await loadReleaseDay(read, product, release.line)
  const day = asked.plan.day ?? todayIn(read.now, genuine?.document.timeZone ?? 'UTC')
  const question = { product, release: release?.typed ?? null, releasedOn, day }
  return accept({
    ...{ steps, fields, key, record, asked: question },
    verdict: seen.failure ?? conclude(read.now, genuine, key, question),
  })
}

/** Today is judged at this very moment, any other day at its noon. */
function conclude(
  now: Date,
  genuine: InspectedText['genuine'],
  key: CodeKey | null,
  { product, release, releasedOn, day }: InspectedCode['asked'],
): Verdict {
  if (!genuine) throw new Error('a text that failed no check is genuine')
  const { timeZone } = genuine.document
  return judgeLicense(genuine.document, {
    ...{ product, release: release ?? undefined, releasedOn: releasedOn ?? undefined },
    now: day === todayIn(now, timeZone) ? now : noonOf(day, timeZone),
    keyRetiredAt: key?.retiredAt ? Math.floor(key.retiredAt.getTime() / 1000) : undefined,
  })
}

/** A version as a product says it, bug-fix number and all, and the release it belongs to. */
function readAsking(text: string): Decision<{ readonly typed: string; readonly line: string }> {
  const typed = text.trim().slice(0, 60)
  const line = releaseLineOf(typed)
  return line === undefined ? refuse('version_malformed') : accept({ typed, line })
}
