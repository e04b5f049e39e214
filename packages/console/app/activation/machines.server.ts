import type { Decision } from '@claviger/core/kernel/decision'
import type { Actor } from '@claviger/core/teams/actor'
import type { LicenseMachines, Machine, MachinesQuery } from '@claviger/server/activation/machine-views'
import type { Application } from '@claviger/server/application'

interface Reach {
  readonly app: Application
  readonly actor: Actor
}

/** The machines of a license as a page carries them: moments as text. */
export interface ShownMachines extends Omit<LicenseMachines, 'machines'> {
  readonly machines: readonly ShownMachine[]
}

export interface ShownMachine extends Omit<Machine, 'activatedAt' | 'lastSeenAt'> {
  readonly activatedAt: string
  readonly lastSeenAt: string
}

/** Loads the machines of a license for the section that shows them; nothing where the license is not the actor's to see. */
export async function loadMachines(
  { app, actor }: Reach,
  query: MachinesQuery,
): Promise<ShownMachines | null> {
  const found = await app.views.licenseMachines(actor, query)
  if (!found.ok) return null
  const machines = found.plan.machines.map((machine) => ({
    ...machine,
    activatedAt: machine.activatedAt.toISOString(),
    lastSeenAt: machine.lastSeenAt.toISOString(),
  }))
  return { ...found.plan, machines }
}

/** Signs out the machine that the section's form names. */
export async function signOutMachine(
  { app, actor }: Reach,
  organizationId: number,
  form: FormData,
): Promise<Decision<unknown>> {
  return app.operations.signOutMachine(actor, { organizationId, activationId: String(form.get('machine')) })
}
