import { openLicense } from '@claviger/core/activation/open-license'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { operator, system } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveRelease } from '../catalog/store.ts'
import { assign } from '../testing/acts.ts'
import { statementsOf } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { isGenuine, rootKeyOf, withKeys } from '../testing/keys.ts'
import { type Customer, newCustomer, openStory, planOf, type Story } from '../testing/story.ts'
import { issueCodes } from './issue-codes.ts'
import { keysPage } from './keys-views.ts'
import { renewCodes } from './renew-codes.ts'
import { retireKey } from './retire-key.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
  const releasedOn = dateFrom('2026-09-01')
  await story.write(operator, saveRelease, { productCode: 'LOOM', version: '6.2', releasedOn })
})
afterAll(async () => {
  await story.close()
  await place.drop()
})

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => `person.${index}@harrowvale.example`)

/** A customer whose people all hold a code. */
async function withCodes(count: number): Promise<Customer> {
  const customer = await newCustomer(story, count)
  await assign(story, customer, ...people(count))
  const { organizationId } = customer
  const { rows } = await sql<{
    id: string
  }>`select id from assignment where organization_id = ${organizationId}`.execute(story.database.db)
  const assignmentIds = rows.map((row) => row.id)
  await story.write(operator, issueCodes, {
    organizationId,
    assignmentIds,
    cameBy: 'administrator',
    by: 'Ines',
  })
  return customer
}

const renew = async () => planOf(await story.write(system, renewCodes, {})).renewed

async function codesOf({ organizationId }: Customer) {
  const { rows } = await sql<{ document: string; came_by: string; kid: string }>`
    select document, came_by, kid from activation_code
    where organization_id = ${organizationId} and replaced_at is null order by license_id`.execute(
    story.database.db,
  )
  return rows
}

async function lettersTo({ organizationId }: Customer) {
  const { rows } = await sql<{ to_address: string; facts: Record<string, unknown>; secret: boolean }>`
    select to_address, facts, secret from letter where organization_id = ${organizationId} and kind = 'newer_code'
    order by to_address`.execute(story.database.db)
  return rows
}

const payOn = ({ organizationId }: Customer) =>
  sql`update subscription set paid_through = paid_through + 365 where organization_id = ${organizationId}`.execute(
    story.database.db,
  )

test('while nothing has changed nobody gets another code', async () => {
  await withCodes(2)
  expect(await renew()).toBe(0)
})

test('when the dates change everybody gets a new code by itself, and a letter that says until when each works', async () => {
  const customer = await withCodes(3)
  const before = await codesOf(customer)
  await payOn(customer)
  expect(await renew()).toBe(3)
  expect(await renew()).toBe(0)
  const after = await codesOf(customer)
  expect(after.map(({ came_by }) => came_by)).toEqual(['renewal', 'renewal', 'renewal'])
  const rootKey = await rootKeyOf(story)
  for (const { document } of after) {
    const opened = openLicense(document, [rootKey])
    if (opened.kind === 'not') throw new Error(opened.verdict.kind)
    expect(opened.seals.every(isGenuine)).toBe(true)
    expect(opened.document?.products[0]?.paidUpTo).toBe('2028-10-31')
  }
  const letters = await lettersTo(customer)
  expect(letters.map(({ to_address }) => to_address)).toEqual(people(3))
  expect(letters[0]?.facts).toMatchObject({ oldUntil: '2027-11-08', validUntil: '2028-11-07' })
  expect(after.map(({ document }) => document)).toContain(letters[0]?.facts.activationCode)
  expect(before.map(({ document }) => document)).not.toContain(letters[0]?.facts.activationCode)
})

test('a letter about a newer code leaves for the address that mail servers know (O-18)', async () => {
  const customer = await withCodes(1)
  const { organizationId } = customer
  await sql`update person set address = 'info@bücher.example', address_key = 'info@xn--bcher-kva.example'
    where organization_id = ${organizationId} and address_key like 'person%'`.execute(story.database.db)
  await payOn(customer)
  expect(await renew()).toBe(1)
  const letters = await lettersTo(customer)
  expect(letters.map(({ to_address }) => to_address)).toEqual(['info@xn--bcher-kva.example'])
})

test('where codes do not stand in letters, the letter brings the way to the page and no code', async () => {
  const customer = await withCodes(1)
  const { organizationId } = customer
  await sql`update organization set code_policy = 'ask' where id = ${organizationId}`.execute(
    story.database.db,
  )
  await payOn(customer)
  expect(await renew()).toBe(1)
  const [letter] = await lettersTo(customer)
  expect([letter?.secret, letter?.facts.activationCode]).toEqual([false, undefined])
})

test('codes of people who hold the license no longer are left alone', async () => {
  const customer = await withCodes(1)
  const { organizationId } = customer
  await sql`update assignment set ended_at = now(), end_reason = 'revoked' where organization_id = ${organizationId}`.execute(
    story.database.db,
  )
  await payOn(customer)
  expect(await renew()).toBe(0)
})

test('a payment turns the code of an unpaid license into one that keeps a release', async () => {
  const customer = await newCustomer(story, 1)
  const { organizationId } = customer
  await sql`update subscription set payment = 'unpaid', due_on = '2026-12-02' where organization_id = ${organizationId}`.execute(
    story.database.db,
  )
  await assign(story, customer, ...people(1))
  const { rows } = await sql<{
    id: string
  }>`select id from assignment where organization_id = ${organizationId}`.execute(story.database.db)
  await story.write(operator, issueCodes, {
    organizationId,
    assignmentIds: [rows[0]?.id ?? ''],
    cameBy: 'page',
    by: 'x',
  })
  const rootKey = await rootKeyOf(story)
  const saidOf = async () => {
    const opened = openLicense((await codesOf(customer))[0]?.document ?? '', [rootKey])
    return opened.kind === 'sealed' ? opened.document?.products[0] : undefined
  }
  expect(await saidOf()).toEqual({ code: 'LOOM', paidUpTo: '2026-12-02' })
  await sql`update subscription set payment = 'paid' where organization_id = ${organizationId}`.execute(
    story.database.db,
  )
  expect(await renew()).toBe(1)
  expect(await saidOf()).toMatchObject({ paidUpTo: '2027-11-01', fallbackRelease: '6.2' })
})

test('when a key is retired every code it signed is issued again in bulk, by as many statements for forty as for four (O-43)', async () => {
  const costs: number[] = []
  for (const count of [4, 40]) {
    const customer = await withCodes(count)
    const { keys } = planOf(await story.read(operator, keysPage, {}))
    const kid = keys.find(({ state }) => state === 'current')?.kid ?? ''
    planOf(await story.write(operator, retireKey, { kid, at: '' }))
    let last = 0
    do {
      const statements = await statementsOf(story.database, async () => {
        last = await renew()
      })
      if (last === count) costs.push(statements.length)
    } while (last > 0)
    const codes = await codesOf(customer)
    expect(new Set(codes.map((code) => code.kid)).has(kid)).toBe(false)
    expect(codes.map(({ came_by }) => came_by)).toEqual(codes.map(() => 'reissue'))
    expect((await lettersTo(customer)).map(({ facts }) => facts.why)).toEqual(codes.map(() => 'reissue'))
  }
  expect(costs[0]).toBe(costs[1])
})
