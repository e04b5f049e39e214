import { type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import type { Actor } from '@claviger/core/teams/actor'
import type { CodePurpose } from '@claviger/server/access/letters'
import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { enter } from './enter.server.ts'

type Context = Readonly<RouterContextProvider>

/** Mails a code to an address; what is wrong with the address is said about its field. */
export async function mailCode(
  context: Context,
  address: string,
  purpose: CodePurpose,
): Promise<Decision<unknown, Refusal>> {
  const { app, source, locale } = context.get(applicationContext)
  const sent = await app.access.sendCode({ address, purpose, source, locale })
  if (sent.ok || !sent.refusal.code.startsWith('address_')) return sent
  return { ok: false, refusal: { ...sent.refusal, field: 'address' } }
}

/** Lets somebody in by the code they typed. */
export async function enterByCode(
  context: Context,
  request: Request,
  typed: { readonly address: string; readonly code: string },
): Promise<Decision<Actor, Refusal>> {
  if (!/\d/.test(typed.code)) return refuse('code_missing', { field: 'code' })
  const { app, source } = context.get(applicationContext)
  const signedIn = await app.access.signInWithCode({ ...typed, source, from: request.headers })
  if (!signedIn.ok) return signedIn
  return { ok: true, plan: await enter(context, request, signedIn.plan) }
}

/** A field of a form as text. */
export function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
