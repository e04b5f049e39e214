import type { Refusal } from '@claviger/core/kernel/decision'
import { refusalStatus } from '@claviger/core/kernel/refusal-codes'
import { data, redirect } from 'react-router'

/** What an action returns when the rules say no: the page is drawn again with the refusal on it. */
export function refused<R extends Refusal>(refusal: R) {
  return data({ refusal }, statusFor(refusal))
}

/** The one status a refusal is answered with, as the second part of an answer. */
export function statusFor(refusal: Refusal): { readonly status: number } {
  return { status: refusalStatus[refusal.code] }
}

/** Thrown where an address leads nowhere. */
export const notFound = () => data(null, { status: 404 })

/** Thrown where a page is not for this reader: the error page says why, and what to do. */
export const notShown = (refusal: Refusal) => data({ refusal }, statusFor(refusal))

/** Sends somebody unknown to the sign-in page and back here afterwards. */
export function signIn(request: Request): Response {
  const { pathname, search } = new URL(request.url)
  return redirect(`/signin?to=${encodeURIComponent(pageAt(pathname) + search)}`)
}

/** Scripts ask for a page's data under a name of its own; people come back to the page. */
function pageAt(pathname: string): string {
  return pathname.endsWith('/_.data') ? pathname.slice(0, -'_.data'.length) : pathname.replace(/\.data$/, '')
}
