import type { Refusal } from '@claviger/core/kernel/decision'
import { data, redirect, useSearchParams } from 'react-router'
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

/** A form was carried out: the page is opened anew and says so where it happened, so that reloading sends nothing. */
export function doneAct(url: URL, act: string, more: Readonly<Record<string, string>> = {}): never {
  throw redirect(`${url.pathname}?${new URLSearchParams({ done: act, ...more })}`)
}

/** What came of the form sent from this page: refused just now, or carried out before the page was opened. */
export function useActResult(refused: ActResult | undefined): ActResult | undefined {
  const [params] = useSearchParams()
  const act = params.get('done')
  return refused ?? (act === null ? undefined : { act, typed: {} })
}

/** The result of this form, and of no other. */
export function resultOf(result: ActResult | undefined, act: string) {
  return result?.act === act ? result : undefined
}
