import { type Actor, anonymous } from '@claviger/core/teams/actor'
import type { House } from './house.ts'
import { type Customer, planOf } from './town.ts'

/** The codes products show, by what the page about each has to say. */
export type WaitingProducts = Readonly<Record<'chosen' | 'connected' | 'denied' | 'full' | 'offered', string>>

/** Lets a product on this machine wait for its person; answers the code it shows. */
async function letWait(house: House, machineName: string): Promise<string> {
  const machine = Buffer.from(machineName).toString('base64url').padEnd(22, '_')
  const copy = { productCode: 'LOOM', machine, machineName, system: 'Ubuntu 26.04 LTS', release: '6.2.1' }
  return planOf(await house.app.operations.authorizeDevice(anonymous, { ...copy, source: machine })).userCode
}

/** Connects three machines of the person, denies one, and leaves a fourth and others waiting. */
export async function letProductsWait(
  house: House,
  { organizationId }: Customer,
  { person, licenseId }: { readonly person: Actor; readonly licenseId: string },
): Promise<WaitingProducts> {
  const { operations } = house.app
  const connect = async (machine: string) => {
    const userCode = await letWait(house, machine)
    planOf(await operations.approveDevice(person, { userCode, organizationId, licenseId }))
    return userCode
  }
  const connected = await connect('Werkstatt-Arbeitsplatzrechner-im-Untergeschoss-Nord-2.harrowvale.example')
  await connect('例示のノートパソコン')
  await connect('')
  const denied = await letWait(house, 'nobody-knows')
  planOf(await operations.denyDevice(person, { userCode: denied }))
  const [chosen, full, offered] = [
    await letWait(house, 'Jürgens Notebook'),
    await letWait(house, 'one-too-many'),
    await letWait(house, 'لينوكس'),
  ]
  return { chosen, connected, denied, full, offered }
}
