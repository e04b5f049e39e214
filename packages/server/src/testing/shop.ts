import { randomUUID } from 'node:crypto'
import { anonymous, operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { setPrice } from '../catalog/set-price.ts'
import type { Connection } from '../db/connect.ts'
import { randomIds } from '../db/new-id.ts'
import { type PlaceOrder, placeOrder } from '../purchasing/place-order.ts'
import type { SellByHand } from '../purchasing/sell-by-hand.ts'
import { changeVendorSettings } from '../teams/change-vendor-settings.ts'
import { openStory, planOf, type Story } from './story.ts'

/** An order delivered at once, with the secrets only its letters carry. */
export interface Sold {
  readonly id: string
  readonly number: string
  readonly token: string
  readonly form: PlaceOrder
  readonly organizationId: number
  readonly claim: string
}

type Row = Record<string, unknown>

/** A story whose Loomwright has its price, and what a test looks at after a sale. */
export interface Shop extends Story {
  releaseInvoices(rule: 'confirm' | 'at_once' | 'after_payment'): Promise<void>
  sold(form?: PlaceOrder): Promise<Sold>
  /** The secret of the newest claim in a letter of this kind about an order. */
  claimIn(number: string, kind: string): Promise<string>
  rowsOf(table: string, column: string, value: unknown): Promise<Row[]>
  countRows(table: string, column: string, value: unknown): Promise<number>
  orderRow(id: string): Promise<Row>
  subscriptionOf(orderId: string): Promise<Row>
  teamNames(organizationId: number): Promise<unknown[]>
  /** How many licenses there are, the run of their places, and what the pools say. */
  licensesOf(organizationId: number): Promise<unknown>
  /** Role, address, accepted. */
  grantsOf(organizationId: number): Promise<unknown[][]>
  /** Kind and address of the letters about an order, but for those to the vendor. */
  lettersOf(number: string): Promise<[string, string][]>
}

/** Opens the story with a price, so that orders can be placed. */
export async function openShop(connection: Connection): Promise<Shop> {
  const story = await openStory(connection)
  planOf(await story.write(operator, setPrice, { code: 'LOOM', term: 'year', price: '189' }))
  const looks = looksInto(story)
  const releaseInvoices: Shop['releaseInvoices'] = async (invoiceRelease) => {
    planOf(await story.write(operator, changeVendorSettings, { ...houseRules, invoiceRelease }))
  }
  const sold = async (form = orderForm()): Promise<Sold> => {
    await releaseInvoices('at_once')
    const { id, number, token } = planOf(await story.write(anonymous, placeOrder, form))
    await releaseInvoices('confirm')
    const organizationId = Number((await looks.orderRow(id)).organization_id)
    const claim = await looks.claimIn(number, form.managerEmail ? 'licenses_to_manage' : 'order_certificate')
    return { id, number, token, form, organizationId, claim }
  }
  return { ...story, ...looks, releaseInvoices, sold }
}

function looksInto({ database: { db } }: Story) {
  const rowsOf: Shop['rowsOf'] = async (table, column, value) => {
    const query = sql<Row>`select * from ${sql.table(table)} where ${sql.ref(column)} = ${value}`
    return (await query.execute(db)).rows
  }
  return {
    rowsOf,
    countRows: async (table: string, column: string, value: unknown) =>
      (await rowsOf(table, column, value)).length,
    orderRow: async (id: string) => (await rowsOf('customer_order', 'id', id))[0] ?? {},
    subscriptionOf: async (orderId: string) => (await rowsOf('subscription', 'order_id', orderId))[0] ?? {},
    teamNames: async (organizationId: number) =>
      (await rowsOf('team', 'organization_id', organizationId)).map((team) => team.name),
    async claimIn(number: string, kind: string) {
      const { rows } = await sql<{ claim: string }>`select facts->>'claim' as claim from letter
        where kind = ${kind} and facts->>'orderNumber' = ${number} order by id desc`.execute(db)
      return rows[0]?.claim ?? ''
    },
    async licensesOf(organizationId: number) {
      const { rows } = await sql`select count(*) as licenses, min(position) || '-' || max(position) as places,
        (select sum(free)::bigint from pool where organization_id = ${organizationId}) as free,
        (select sum(total)::bigint from pool where organization_id = ${organizationId}) as total
        from license where organization_id = ${organizationId}`.execute(db)
      return rows[0]
    },
    async grantsOf(organizationId: number) {
      const { rows } = await sql<{ role: string; address: string; accepted: boolean }>`
        select role, address, accepted_at is not null as accepted from role_grant join person
          on person.organization_id = role_grant.organization_id and person.id = role_grant.person_id
        where role_grant.organization_id = ${organizationId}`.execute(db)
      return rows.map((row) => [row.role, row.address, row.accepted])
    },
    async lettersOf(number: string) {
      const { rows } = await sql<{ kind: string; to_address: string }>`select kind, to_address from letter
        where facts->>'orderNumber' = ${number} and kind <> 'order_to_confirm' order by kind`.execute(db)
      return rows.map((row): [string, string] => [row.kind, row.to_address])
    },
  }
}

const houseRules = {
  ...{ name: 'Fenwick Tools', replyTo: 'sales@fenwick.example' },
  ...{ country: 'GB', timeZone: 'Europe/London', locale: 'en-GB' },
  ...{ invoiceDays: '30', undoMinutes: '10', letterMinutes: '2', coolDownDays: '0' },
  ...{ graceDays: '7', checkHours: '24', offlineDays: '30', machines: '3' },
}

let companies = 0

/** Somebody new at a company nobody has heard of. */
export function buyerForm() {
  companies += 1
  const email = `ines.okafor@hv${companies}.example`
  return { email, name: 'Ines Okafor', company: `Harrow & Vale Holding ${companies}`, country: 'GB' }
}

/** A checkout for 25 seats, as its form sends it. */
export function orderForm(changes: Partial<PlaceOrder> = {}): PlaceOrder {
  return {
    ...{ id: randomUUID(), token: randomIds.token(), productCode: 'LOOM', quantity: '25', term: 'year' },
    ...{ ...buyerForm(), locale: 'en-GB' },
    ...changes,
  }
}

/** An administrator's checkout for five seats more. */
export function buyForm(organizationId: number) {
  const ids = { id: randomUUID(), token: randomIds.token() }
  return { organizationId, ...ids, productCode: 'LOOM', quantity: '5', term: 'year' }
}

/** A sale of four seats over the counter. */
export function handSale(customer: SellByHand['customer']): SellByHand {
  return { id: randomUUID(), productCode: 'LOOM', customer, quantity: '4', term: 'year', paid: false }
}
