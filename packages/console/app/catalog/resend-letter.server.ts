import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { once } from '../once.server.ts'

/** Sends a letter again; a double click sends it once. */
export function resendLetter(context: Readonly<RouterContextProvider>, letterId: string) {
  const { app, actor } = context.get(applicationContext)
  const who = actor.kind === 'account' ? actor.accountId : ''
  return once(`letter ${who} ${letterId}`, 3, () => app.operations.resendLetter(actor, { letterId }))
}
