import type { Refusal } from '@claviger/core/kernel/decision'
import { data } from 'react-router'
import { statusFor } from './answers.ts'
import { type Typed, typedIn } from './typed.ts'

/** What came of one of several forms on a page. */
export interface ActResult {
  readonly act: string
  readonly refusal?: Refusal
  /** What was typed, when it was refused. */
  readonly typed: Typed
}

/** A form was refused: the page is drawn again with what was typed and why. */
export function refusedAct(form: FormData, refusal: Refusal) {
  const { act = '', ...typed } = typedIn(form)
  return data<ActResult>({ act, refusal, typed }, statusFor(refusal))
}

/** A form was carried out: the page says so where it happened. */
export function doneAct(form: FormData) {
  return data<ActResult>({ act: typedIn(form).act ?? '', typed: {} })
}

/** The result of this form, and of no other. */
export function resultOf(result: ActResult | undefined, act: string) {
  return result?.act === act ? result : undefined
}
