import type { Actor } from '@claviger/core/teams/actor'
import { type RouterContextProvider, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { applicationContext } from '../context.server.ts'

type Context = Readonly<RouterContextProvider>

interface Claim {
  readonly orderId: string
  readonly isBuyers: boolean
}

/** The link came by letter to the buyer's address, and this is the browser that typed it: no code is needed. */
export function mayEnterAtOnce(context: Context, request: Request, claim: Claim): boolean {
  const { app } = context.get(applicationContext)
  return claim.isBuyers && app.access.isRemembered(request, `order:${claim.orderId}`)
}

/** Takes what was bought, and leads its new administrator to it under a new session. */
export async function takeClaim(context: Context, request: Request, actor: Actor, token: string) {
  const { app, answerHeaders } = context.get(applicationContext)
  const claimed = await app.operations.acceptClaim(actor, { token })
  if (!claimed.ok) return refused(claimed.refusal)
  const renewed = await app.access.renewSession(request)
  if (renewed) answerHeaders.append('Set-Cookie', renewed)
  throw redirect(`/o/${claimed.plan.slug}`)
}
