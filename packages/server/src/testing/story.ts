import { randomUUID } from 'node:crypto'
import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { todayIn } from '@claviger/core/kernel/calendar'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { type Address, readAddress } from '@claviger/core/kernel/email'
import { money } from '@claviger/core/kernel/money'
import { type AccountActor, type Actor, operator } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import { saveProof } from '../access/store.ts'
import { savePackMembers, saveProduct } from '../catalog/store.ts'
import { type Connection, connect, type Database } from '../db/connect.ts'
import { randomIds } from '../db/new-id.ts'
import { type Read, reader, type Tx, writer } from '../db/unit-of-work.ts'
import { issueLicenses } from '../licenses/issue-licenses.ts'
import { saveOrder } from '../purchasing/store.ts'
import { makeOrganization, makeTeam } from '../teams/make-organization.ts'
import { saveGrant } from '../teams/role-store.ts'
import { ensurePeople } from '../teams/store.ts'
import { type NewVendor, saveVendor } from '../teams/vendor-store.ts'

/** A customer with one team that holds licenses of one product, and the administrator who hands them out. */
export interface Customer {
  readonly organizationId: number
  readonly teamId: number
  readonly productCode: string
  readonly admin: AccountActor
}

/** A world for one test file: a vendor, a product and a clock that only the test moves. */
export interface Story {
  readonly database: Database
  readonly now: () => Date
  pass(time: { readonly minutes?: number; readonly days?: number }): void
  write<Request, Answer>(
    actor: Actor,
    operation: (tx: Tx, request: Request) => Promise<Answer>,
    request: Request,
  ): Promise<Answer>
  read<Query, Answer>(
    actor: Actor,
    view: (read: Read, query: Query) => Promise<Answer>,
    query: Query,
  ): Promise<Answer>
  close(): Promise<void>
}

const began = new Date('2026-11-02T09:00:00Z')

/** Opens the story on a migrated, empty database: Fenwick Tools sells Loomwright, Ferrule and a pack of both. */
export async function openStory(connection: Connection, connections = 10): Promise<Story> {
  const story = returnToStory(connection, connections)
  await story.write(operator, found, fenwick)
  return story
}

/** Takes a story up again on the database where it was left, at the moment it began. */
export function returnToStory(connection: Connection, connections = 10): Story {
  const database = connect(connection, () => {}, connections)
  let now = began
  const doors = { db: database.db, clock: () => now, newId: randomIds }
  const [write, read] = [writer(doors), reader(doors)]
  return {
    database,
    now: () => now,
    pass: ({ minutes = 0, days = 0 }) => {
      now = new Date(now.getTime() + minutes * 60_000 + days * 86_400_000)
    },
    write: (actor, operation, request) => write(actor, (tx) => operation(tx, request)),
    read: (actor, view, query) => read(actor, (door) => view(door, query)),
    close: database.close,
  }
}

const fenwick: NewVendor = {
  ...{ name: 'Fenwick Tools', country: 'GB', currency: 'GBP', timeZone: 'Europe/London', locale: 'en-GB' },
  replyTo: 'sales@fenwick.example',
}

async function found(tx: Tx, vendor: NewVendor): Promise<void> {
  await saveVendor(tx, vendor)
  await saveProduct(tx, { code: 'LOOM', slug: 'loomwright', name: 'Loomwright', kind: 'product' })
  await saveProduct(tx, { code: 'FERR', slug: 'ferrule', name: 'Ferrule', kind: 'product' })
  await saveProduct(tx, { code: 'ALL', slug: 'all-products', name: 'All-products pack', kind: 'pack' })
  await savePackMembers(tx, 'ALL', ['LOOM', 'FERR'])
}

let customers = 0

/** A new customer who bought this many seats for a year, run by Ines Okafor. */
export async function newCustomer(story: Story, seats: number, productCode = 'LOOM'): Promise<Customer> {
  customers += 1
  const name = `Harrow & Vale ${customers}`
  const made = await story.write(operator, makeOrganization, {
    ...{ name, country: 'GB', timeZone: 'Europe/London', locale: 'en-GB' },
  })
  const place = { organizationId: made.organization.id, teamId: made.team.id, productCode }
  if (seats > 0) await buySeats(story, place, seats)
  const admin = await actorWith(story, place.organizationId, {
    address: 'ines.okafor@harrowvale.example',
    name: 'Ines Okafor',
    role: 'administrator',
  })
  return { ...place, admin }
}

/** Another team of the customer with seats of its own. */
export async function newTeam(story: Story, customer: Customer, seats: number): Promise<Customer> {
  const team = await story.write(operator, makeTeam, {
    ...customer,
    name: `Team ${randomUUID().slice(0, 4)}`,
  })
  const place = { ...customer, teamId: team.id }
  if (seats > 0) await buySeats(story, place, seats)
  return place
}

/** Adds seats bought today for the days given, a year when nothing is said. */
export async function buySeats(
  story: Story,
  place: Omit<Customer, 'admin'>,
  seats: number,
  days = 364,
): Promise<void> {
  const { organizationId, teamId, productCode } = place
  const today = todayIn(story.now(), 'Europe/London')
  const last = todayIn(new Date(story.now().getTime() + days * 86_400_000), 'Europe/London')
  const [unit, orderId] = [money(18_900n, 'GBP'), randomUUID()]
  const buyer = { address: 'ines.okafor@harrowvale.example', key: 'ines.okafor@harrowvale.example' }
  await story.write(operator, saveOrder, {
    ...{ id: orderId, number: `O-${orderId}`, organizationId, teamId, newTeamName: null, manager: null },
    ...{ buyer: { ...buyer, name: 'Ines Okafor' }, company: 'Harrow & Vale', country: 'GB', vatId: '' },
    ...{ poNumber: '', productCode, quantity: seats, unit, net: money(18_900n * BigInt(seats), 'GBP') },
    ...{ term: 'year', state: 'fulfilled', payment: 'paid', placedAt: story.now(), placedBy: 'Ines Okafor' },
    ...{ dueOn: last, viewHash: orderId },
  })
  await story.write(operator, issueLicenses, {
    ...{ organizationId, teamId, orderId, productCode, quantity: seats, unit, term: 'year' },
    ...{ startsOn: today, paidThrough: last, dueOn: last, payment: 'paid' },
  })
}

interface Cast {
  readonly address: string
  readonly name: string
  readonly role: Role
  /** The one team a team role is for. */
  readonly teamId?: number
}

/** Somebody with an accepted role in the organization. */
export async function actorWith(story: Story, organizationId: number, cast: Cast): Promise<AccountActor> {
  const address = addressOf(cast.address)
  const { name, role, teamId = null } = cast
  const personId = await story.write(operator, personIn(organizationId, name), address)
  await story.write(operator, saveGrant, {
    ...{ id: randomUUID(), organizationId, teamId, role, personId },
    ...{ grantedBy: 'Fenwick Tools', granterKey: null, acceptedAt: story.now() },
  })
  const grants = [{ organizationId, teamId, personId, role }]
  return { ...visitor(cast.address, name), grants }
}

const personIn = (organizationId: number, name: string) => async (tx: Tx, address: Address) => {
  const people = await ensurePeople(tx, organizationId, [{ address, name, firstName: '', lastName: '' }])
  return people.get(address.key) ?? ''
}

/** Somebody who has proved this address in the browser at hand and has no role. */
export function visitor(typed: string, name = typed): AccountActor {
  const { key } = addressOf(typed)
  return {
    ...{ kind: 'account', accountId: `account of ${key}`, sessionId: 'session', name, via: 'page' },
    ...{ addresses: [{ key, address: typed }], grants: [], staff: null },
  }
}

/** Opens the account of an actor, so that the address counts as proved by somebody. */
export async function openAccount(story: Story, actor: AccountActor): Promise<void> {
  await story.write(operator, keepAccount, actor)
}

async function keepAccount(tx: Tx, { accountId, name, addresses }: AccountActor): Promise<void> {
  const times = { created_at: tx.now, updated_at: tx.now }
  const email = `${accountId}@account.invalid`
  await tx.sql
    .insertInto('account')
    .values({ id: accountId, name, email, email_verified: true, ...times })
    .execute()
  for (const { key, address } of addresses)
    await saveProof(tx, { accountId, address: { key, typed: address } })
}

/** Reads an address that is known to be one. */
export function addressOf(typed: string): Address {
  const read = readAddress(typed)
  if (!read.ok) throw new Error(`${typed} is not an address: ${read.refusal.code}`)
  return read.plan
}

/** The lines of a form or list, as the reader would hand them over. */
export function rowsOf(...typed: readonly string[]): AssignmentRow[] {
  return typed.map((raw, index) => {
    const read = readAddress(raw)
    const place = {
      line: index + 1,
      raw,
      name: '',
      firstName: '',
      lastName: '',
      tidied: false,
      anyway: false,
    }
    return read.ok
      ? { ...place, address: read.plan, problem: null }
      : { ...place, address: null, problem: read.refusal }
  })
}

/** Everything in the database but the named tables, for saying that nothing changed. */
export async function dump(
  story: Pick<Story, 'database'>,
  ...except: readonly string[]
): Promise<Record<string, unknown[]>> {
  const { db } = story.database
  const tables = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = 'public' and tablename <> all(${[...except]}::text[]) order by 1`.execute(db)
  const content: Record<string, unknown[]> = {}
  for (const { name } of tables.rows) {
    const rows = await sql<{
      row: unknown
    }>`select to_jsonb(t) as row from ${sql.table(name)} t order by to_jsonb(t)::text`.execute(db)
    content[name] = rows.rows.map(({ row }) => row)
  }
  return content
}

/** The plan of a decision that must have been accepted. */
export function planOf<Plan>(decision: Decision<Plan, Refusal>): Plan {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
  return decision.plan
}

/** The refusal of a decision that must have been refused. */
export function refusalOf(decision: Decision<unknown, Refusal>): Refusal {
  if (decision.ok) throw new Error(`accepted: ${JSON.stringify(decision.plan)}`)
  return decision.refusal
}
