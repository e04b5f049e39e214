import { randomBytes } from 'node:crypto'
import { anonymous } from '@claviger/core/teams/actor'
import { colleagues, type DemoPerson, ines, juergen, pekka } from './cast.ts'
import { got, type Stage } from './stage.ts'

/** Where somebody runs Loomwright, and how many days ago it was connected there and seen last. */
interface Desk {
  readonly person: DemoPerson
  readonly machineName: string
  readonly system: string
  readonly release: string
  readonly connected: number
  readonly seen: number
}

const desk = (
  person: DemoPerson | undefined,
  [machineName, system]: readonly [string, string],
  release: string,
  [connected, seen]: readonly [number, number],
): readonly Desk[] => (person ? [{ person, machineName, system, release, connected, seen }] : [])

const systems = ['Debian 13', 'Windows 11', 'macOS 26', 'Ubuntu 26.04'] as const

/** A room of machines that were connected together; most are in use, some have not been for a long time. */
const weavers = colleagues.slice(12, 35).flatMap((person, index) => {
  const system = systems[index % systems.length] ?? systems[0]
  const seen = index % 3 === 0 ? 62 + index * 3 : (index * 5) % 28
  return desk(person, [`loom-${index + 1}`, system], '6.2.1', [150, seen])
})

const desks = [
  ...weavers,
  ...desk(colleagues[5], ['weaving-room-2', 'Debian 13'], '6.3.0', [70, 68]),
  ...desk(colleagues[3], ['thinkpad', 'Fedora 43'], '6.3.1', [64, 9]),
  ...desk(juergen, ['Studio', 'macOS 26'], '6.3.1', [52, 21]),
  ...desk(colleagues[4], ['WORKSTATION-4', 'Windows 11'], '6.3.1', [47, 2]),
  ...desk(pekka, ['pekka-laptop', 'Ubuntu 26.04'], '6.4.0', [8, 1]),
  ...desk(ines, ['Ines’ MacBook', 'macOS 26'], '6.4.0', [7, 1]),
  ...desk(juergen, ['Jürgens Notebook', 'Ubuntu 26.04'], '6.4.0', [6, 1]),
]

/** Some of the people connect their products, which are seen again later, some of them long ago. */
export async function playMachines(stage: Stage): Promise<void> {
  const { app, daysAgo } = stage
  const tokens: { readonly seen: number; readonly token: string; readonly release: string }[] = []
  for (const one of desks) {
    daysAgo(one.connected, '10:30')
    tokens.push({ ...one, token: await connectProduct(stage, one) })
  }
  for (const { seen, token, release } of tokens.toSorted((a, b) => b.seen - a.seen)) {
    daysAgo(seen, '08:15')
    got(await app.operations.checkActivations(anonymous, { checks: [{ token, product: 'LOOM', release }] }))
  }
}

async function connectProduct({ app, as }: Stage, { person, ...copy }: Desk): Promise<string> {
  const { operations, views } = app
  const productCode = 'LOOM'
  const machine = randomBytes(18).toString('base64url')
  const { userCode, deviceCode } = got(
    await operations.authorizeDevice(anonymous, { ...copy, productCode, machine, source: 'demo' }),
  )
  const actor = await as(person)
  const [license] = got(await views.connectChoices(actor, { productCode })).licenses
  if (!license) throw new Error(`${person.address} has no license to connect`)
  got(await operations.approveDevice(actor, { ...license, userCode }))
  const redeemed = got(await operations.redeemDevice(anonymous, { deviceCode, productCode }))
  if (redeemed.kind !== 'granted') throw new Error(`the demo was not connected: ${redeemed.kind}`)
  return redeemed.token
}
