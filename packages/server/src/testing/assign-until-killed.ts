import { randomUUID } from 'node:crypto'
import { assignPeople } from '../assignment/assign-people.ts'
import { assignmentLetters } from '../assignment/letters.ts'
import { connect } from '../db/connect.ts'
import { openEmbedded } from '../db/embedded.ts'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { startDelivery } from '../outbox/deliver.ts'
import { letterRenderer } from '../outbox/render-letter.ts'
import { smtpCarrier } from '../outbox/smtp.ts'
import { type Customer, rowsOf } from './story.ts'

/** What the test hands over to this process as its one argument. */
export interface Orders {
  readonly dataDir: string
  readonly customer: Customer
  readonly mailServer: string
  /** Makes this life's addresses different from those of the lives before. */
  readonly life: number
  /** When this life begins, so that letters taken by the life before are free again. */
  readonly startsAt: string
}

const orders: Orders = JSON.parse(process.argv[2] ?? '{}')
const began = Date.now()
const clock = () => new Date(Date.parse(orders.startsAt) + Date.now() - began)
const silent = { warn: () => {}, error: () => {} }

const embedded = await openEmbedded({ dataDir: orders.dataDir, log: () => {} })
const { db } = connect(embedded.connection, () => {})
const write = writer({ db, clock, newId: randomIds })
const delivery = startDelivery({
  enclose: async () => new Map(),
  ...{ db, clock, render: letterRenderer(assignmentLetters), from: undefined, log: silent, jitter: () => 0 },
  ...{ publicOrigin: 'https://licenses.fenwick.example', carrier: smtpCarrier({ url: orders.mailServer }) },
})

console.log(`postgres ${embedded.pid}`)
for (let list = 0; ; list++) {
  const addresses = Array.from(
    { length: 1 + (list % 8) },
    (_, n) => `life${orders.life}.list${list}.${n}@x.example`,
  )
  await assignForSure(addresses)
  console.log(`acknowledged ${addresses.join(' ')}`)
  delivery.wake()
}

/** Sends one form until it is answered, as somebody does who presses again when the page did not come. */
async function assignForSure(addresses: readonly string[]): Promise<void> {
  const { organizationId, teamId, productCode, admin } = orders.customer
  const form = { organizationId, teamId, productCode, rows: rowsOf(...addresses), jobId: randomUUID() }
  for (;;) {
    try {
      const answer = await write(admin, (tx) => assignPeople(tx, { ...form, cameBy: 'list', preview: false }))
      if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`)
      return
    } catch (fault) {
      if (String(fault).includes('refused')) throw fault
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}
