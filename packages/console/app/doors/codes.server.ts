import { type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import type { Actor } from '@claviger/core/teams/actor'
import type { CodePurpose } from '@claviger/server/access/letters'
import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { once } from '../once.server.ts'
import { enter } from './enter.server.ts'
import type { TypedAddress } from './typed-address.server.ts'

type Context = Readonly<RouterContextProvider>

/** Mails a code to an address, one for a double click; what is wrong with the address is said about its field. */
export async function mailCode(
  context: Context,
  address: string,
  purpose: CodePurpose,
): Promise<Decision<unknown, Refusal>> {
  const { app, source, locale } = context.get(applicationContext)
  const sent = await once(`code ${source} ${address}`, 1, () =>
    app.access.sendCode({ address, purpose, source, locale }),
  )
  if (sent.ok || !sent.refusal.code.startsWith('address_')) return sent
  return { ok: false, refusal: { ...sent.refusal, field: 'address' } }
}

/** Lets somebody in by the code they typed. The same form sent twice by one browser opens one session. */
export async function enterByCode(
  context: Context,
  request: Request,
  { address, form }: TypedAddress,
  code: string,
): Promise<Decision<Actor, Refusal>> {
  if (!/\d/.test(code)) return refuse('code_missing', { field: 'code' })
  const { app, source } = context.get(applicationContext)
  const signedIn = await once(`enter ${form} ${address} ${code}`, 30, () =>
    app.access.signInWithCode({ address, code, source, from: request.headers }),
  )
  if (!signedIn.ok) return signedIn
  return { ok: true, plan: await enter(context, request, signedIn.plan) }
}

/** A field of a form as text. */
export function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
