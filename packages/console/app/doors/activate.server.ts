import type { Refusal } from '@claviger/core/kernel/decision'
import type { Machine } from '@claviger/server/activation/machine-views'
import { data, type RouterContextProvider, redirect } from 'react-router'
import { statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { text } from './codes.server.ts'

type Context = Readonly<RouterContextProvider>

/** The machines of a license that has no room for another one. */
export interface FullLicense {
  readonly organizationId: number
  readonly machines: readonly Machine[]
}

/** Says yes with the license that was chosen, or takes the one a team offers and says yes with that. */
export async function connect(context: Context, userCode: string, form: FormData, here: string) {
  const { app, actor } = context.get(applicationContext)
  const [kind, organization, id = '', ...address] = text(form, 'which').split(' ')
  const organizationId = Number(organization)
  if (kind !== 'license' && kind !== 'offer')
    return refusedWith({ code: 'not_a_choice', field: 'which' }, null)
  const decision =
    kind === 'license'
      ? await app.operations.approveDevice(actor, { userCode, organizationId, licenseId: id })
      : await app.operations.takeForDevice(actor, {
          ...{ userCode, organizationId, invitationId: id, address: address.join(' ') },
        })
  if (decision.ok) throw redirect(here)
  const full = decision.refusal.code === 'machine_limit_reached' && kind === 'license'
  return refusedWith(decision.refusal, full ? await machinesOf(context, organizationId, id) : null)
}

const refusedWith = (refusal: Refusal, full: FullLicense | null) =>
  data({ refusal, full }, statusFor(refusal))

async function machinesOf(
  context: Context,
  organizationId: number,
  licenseId: string,
): Promise<FullLicense | null> {
  const { app, actor } = context.get(applicationContext)
  const found = await app.views.licenseMachines(actor, { organizationId, licenseId })
  return found.ok ? { organizationId, machines: found.plan.machines } : null
}

/** Says that nobody here asked for this. */
export async function deny(context: Context, userCode: string, here: string) {
  const { app, actor } = context.get(applicationContext)
  const decision = await app.operations.denyDevice(actor, { userCode })
  if (!decision.ok) return refusedWith(decision.refusal, null)
  throw redirect(here)
}

/** Makes room by signing a machine out, and comes back to the question. */
export async function signOut(context: Context, form: FormData, here: string) {
  const { app, actor } = context.get(applicationContext)
  const machine = { organizationId: Number(text(form, 'organization')), activationId: text(form, 'machine') }
  const decision = await app.operations.signOutMachine(actor, machine)
  if (!decision.ok) return refusedWith(decision.refusal, null)
  throw redirect(here)
}
