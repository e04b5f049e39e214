import { randomUUID } from 'node:crypto'
import { type AccountActor, anonymous } from '@claviger/core/teams/actor'
import { approveDevice } from '../activation/approve-device.ts'
import { type AuthorizeDevice, authorizeDevice } from '../activation/authorize-device.ts'
import { redeemDevice } from '../activation/redeem-device.ts'
import { planOf, type Story } from './story.ts'

/** What a Loomwright on some machine asks with. */
export function copyOn(machine: string, more: Partial<AuthorizeDevice> = {}): AuthorizeDevice {
  return {
    ...{ productCode: 'LOOM', machine: machineId(machine), machineName: machine, system: 'Ubuntu 26.04' },
    ...{ release: '6.2.1', source: `machine ${machine}`, ...more },
  }
}

/** The id a machine of this name has made for itself. */
export function machineId(name: string): string {
  return Buffer.from(name).toString('base64url').padEnd(22, '_').slice(0, 100)
}

/** Lets a product wait for its person. */
export async function waiting(story: Story, machine: string, more: Partial<AuthorizeDevice> = {}) {
  return planOf(await story.write(anonymous, authorizeDevice, copyOn(machine, more)))
}

/** A license of somebody's own. */
export interface OwnLicense {
  readonly organizationId: number
  readonly licenseId: string
}

/** Says yes to a product that waits, as the page does. */
export function approve(story: Story, actor: AccountActor, license: OwnLicense, userCode: string) {
  return story.write(actor, approveDevice, { ...license, userCode })
}

/** A connected product and what it asks with from now on. */
export interface Connected {
  readonly activationId: string
  readonly token: string
  readonly license: string
}

/** Connects a product on this machine, from its first question to its license. */
export async function connectMachine(
  story: Story,
  actor: AccountActor,
  license: OwnLicense,
  machine: string = randomUUID(),
  more: Partial<AuthorizeDevice> = {},
): Promise<Connected> {
  const { userCode, deviceCode } = await waiting(story, machine, more)
  const { activationId, productCode } = planOf(await approve(story, actor, license, userCode))
  const redeemed = planOf(await story.write(anonymous, redeemDevice, { deviceCode, productCode }))
  if (redeemed.kind !== 'granted') throw new Error(`not connected: ${redeemed.kind}`)
  return { activationId, token: redeemed.token, license: redeemed.license }
}
