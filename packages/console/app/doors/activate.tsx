import type { Refusal } from '@claviger/core/kernel/decision'
import type { ConnectChoices } from '@claviger/server/activation/connect-views'
import type { LookedUp } from '@claviger/server/activation/look-up-device'
import { data } from 'react-router'
import { signIn, statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Door } from '../ui/door.tsx'
import { useRoot } from '../use-root.ts'
import type { Route } from './+types/activate'
import { connect, deny, signOut } from './activate.server.ts'
import { ActivateAnswered } from './activate-answered.tsx'
import { ActivateChoose } from './activate-choose.tsx'
import { ActivateType } from './activate-type.tsx'
import { LanguageChoice } from './language-choice.tsx'

export const handle = { door: true }

interface Loaded {
  readonly typed: string
  readonly found: Exclude<LookedUp, { kind: 'gone' }> | null
  readonly choices: ConnectChoices | null
  readonly addresses: readonly string[]
  readonly refusal: Refusal | null
}

export async function loader({ context, request, url }: Route.LoaderArgs) {
  const { app, actor, source } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const addresses = actor.addresses.map((own) => own.address)
  const typed = url.searchParams.get('code') ?? ''
  const nothing: Loaded = { typed, found: null, choices: null, addresses, refusal: null }
  if (typed === '') return data(nothing)
  const looked = await app.operations.lookUpDevice(actor, { userCode: typed, source })
  const refusal = looked.ok ? (looked.plan.kind === 'gone' ? looked.plan.refusal : null) : looked.refusal
  if (refusal) return data({ ...nothing, refusal }, statusFor(refusal))
  if (!looked.ok || looked.plan.kind === 'gone') return data(nothing)
  const found = looked.plan
  if (found.kind === 'answered') return data<Loaded>({ ...nothing, found })
  const choices = await app.views.connectChoices(actor, { productCode: found.device.product.code })
  return data<Loaded>({ ...nothing, found, choices: choices.ok ? choices.plan : null })
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const userCode = url.searchParams.get('code') ?? ''
  const here = `/activate?code=${encodeURIComponent(userCode)}`
  const form = await request.formData()
  if (form.get('act') === 'deny') return deny(context, userCode, here)
  if (form.get('act') === 'sign_out') return signOut(context, form, here)
  return connect(context, userCode, form, here)
}

/** A product shows a code and waits: whoever it is for says which license it may use, or that it was not them. */
export default function Activate({ loaderData, actionData }: Route.ComponentProps) {
  const root = useRoot()
  const { found, choices, typed, refusal, addresses } = loaderData
  return (
    <Door from={root.vendorName} foot={<LanguageChoice />}>
      {found?.kind === 'answered' ? (
        <ActivateAnswered device={found.device} connected={found.connected} />
      ) : found && choices ? (
        <ActivateChoose
          device={found.device}
          choices={choices}
          addresses={addresses}
          refusal={actionData?.refusal}
          full={actionData?.full}
        />
      ) : (
        <ActivateType typed={typed} refusal={refusal} />
      )}
    </Door>
  )
}
