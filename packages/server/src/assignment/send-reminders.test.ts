import { randomUUID } from 'node:crypto'
import { system } from '@claviger/core/teams/actor'
import { beforeEach, expect, test } from 'vitest'
import { assign, licenseOf, revoke, undo } from '../testing/acts.ts'
import { openPostOffice } from '../testing/post-office.ts'
import { buySeats, type Customer, newCustomer, planOf, visitor } from '../testing/story.ts'
import { connectLicenses } from './connect-licenses.ts'
import { saveSwitch } from './letter-switch-store.ts'
import type { Selection } from './license-filter.ts'
import type { ReminderLetterFacts } from './remind-letters.ts'
import { remindPeople } from './remind-people.ts'
import { sendReminders } from './send-reminders.ts'

const office = openPostOffice()
const everything: Selection = { kind: 'matching', filter: {}, except: [] }
const jo = 'j.voss@harrowvale.example'

// What one test left waiting is none of the next one's business.
beforeEach(async () => {
  setClock('2026-11-02T09:00:00Z')
  await office.story.database.db.updateTable('assignment').set({ reminders: 2 }).execute()
})

function setClock(instant: string): void {
  const away = new Date(instant).getTime() - office.story.now().getTime()
  office.story.pass({ minutes: away / 60_000 })
}

/** Somebody who was told today of licenses they have not connected. */
async function told(...addresses: string[]): Promise<Customer> {
  const customer = await newCustomer(office.story, 5)
  await assign(office.story, customer, ...addresses)
  office.story.pass({ minutes: 2 })
  await office.delivery(null).deliverDue()
  return customer
}

const inZone = (customer: Customer, timeZone: string) =>
  office.story.database.db
    .updateTable('organization')
    .set({ time_zone: timeZone })
    .where('id', '=', customer.organizationId)
    .execute()

const turn = async () => planOf(await office.story.write(system, sendReminders, {})).reminded

/** A turn whose letters leave. */
async function leaving(): Promise<number> {
  const reminded = await turn()
  await office.delivery(null).deliverDue()
  return reminded
}

async function remindersTo(address: string) {
  const letters = await office.stored()
  return letters.filter((one) => one.to_address === address && one.kind.startsWith('reminder'))
}

const numbersTo = async (address: string) =>
  (await remindersTo(address)).map((letter) => (letter.facts as ReminderLetterFacts).number)

test('people are reminded on day 3 and day 10, and never again', async () => {
  await told(jo)
  const found: number[] = []
  for (let day = 1; day <= 30; day++) {
    office.story.pass({ days: 1 })
    if ((await leaving()) > 0) found.push(day)
    expect(await turn()).toBe(0)
  }
  expect(found).toEqual([3, 10])
  expect(await numbersTo(jo)).toEqual([1, 2])
})

test('a reminder says who gave it, until when, and that one more comes or that it is the last', async () => {
  const customer = await told(jo)
  office.story.pass({ days: 3 })
  await leaving()
  office.story.pass({ days: 7 })
  await leaving()
  const [first, last] = await remindersTo(jo)
  const licenseId = await licenseOf(office.story, customer, jo)
  expect(first?.facts).toMatchObject({
    ...{ number: 1, nextOn: '2026-11-12', by: 'Ines Okafor', byAddress: 'ines.okafor@harrowvale.example' },
    licenses: [{ product: 'Loomwright', licenseId, givenOn: '2026-11-02', until: '2027-11-01' }],
  })
  expect(last?.facts).toMatchObject({ number: 2, nextOn: null })
})

test('somebody with several licenses gets one letter that names them all', async () => {
  const customer = await told(jo)
  const ferrule = { ...customer, productCode: 'FERR' }
  await buySeats(office.story, ferrule, 1)
  await assign(office.story, ferrule, jo)
  office.story.pass({ minutes: 2 })
  await office.delivery(null).deliverDue()
  office.story.pass({ days: 3 })
  expect(await turn()).toBe(1)
  const letters = await remindersTo(jo)
  const products = letters.flatMap(({ facts }) => (facts as ReminderLetterFacts).licenses)
  expect(letters).toHaveLength(1)
  expect(products.map(({ product }) => product).sort()).toEqual(['Ferrule', 'Loomwright'])
})

test('two processes at once remind each person once', async () => {
  const many = Array.from({ length: 40 }, (_, index) => `p${index}@harrowvale.example`)
  const customer = await newCustomer(office.story, 40)
  await assign(office.story, customer, ...many)
  office.story.pass({ minutes: 2 })
  await office.delivery(null).deliverDue()
  office.story.pass({ days: 3 })
  const reminded = await Promise.all(Array.from({ length: 4 }, turn))
  expect(reminded.reduce((sum, one) => sum + one, await turn())).toBe(40)
  const letters = (await office.stored()).filter((one) => one.kind === 'reminder_3')
  expect(new Set(letters.map((one) => one.to_address)).size).toBe(40)
  expect(letters).toHaveLength(40)
})

test('nobody is reminded before eight in the morning or after six in the evening where the organization is', async () => {
  const customer = await told(jo)
  office.story.pass({ days: 3 })
  for (const [timeZone, reminded] of [
    // 09:02 in London in winter.
    ['America/New_York', 0],
    ['Asia/Tokyo', 0],
    ['America/Sao_Paulo', 0],
    ['Asia/Kolkata', 1],
  ] as const) {
    await inZone(customer, timeZone)
    expect([timeZone, await turn()]).toEqual([timeZone, reminded])
  }
})

test('days are the organization’s own, and summer time moves the hour', async () => {
  const customer = await newCustomer(office.story, 1)
  await inZone(customer, 'America/New_York')
  // Half past nine in the evening of March 11 in New York, three days before its clocks go forward.
  setClock('2027-03-12T02:30:00Z')
  await assign(office.story, customer, jo)
  setClock('2027-03-12T18:00:00Z')
  await office.delivery(null).deliverDue()
  for (const [instant, reminded] of [
    ['2027-03-13T17:00:00Z', 0],
    // Half past seven, and eight: an hour earlier than the day before.
    ['2027-03-14T11:30:00Z', 0],
    ['2027-03-14T12:00:00Z', 1],
  ] as const) {
    setClock(instant)
    expect([instant, await turn()]).toEqual([instant, reminded])
  }
})

/** What keeps a reminder back, done before it is due. */
const reasons: Record<string, (customer: Customer) => Promise<unknown>> = {
  'has connected': () => office.story.write(visitor(jo), connectLicenses, {}),
  'lost the license': (customer) => revoke(office.story, customer, jo),
  'was never told': ({ organizationId }) => updateLetters(organizationId, 'withdrawn'),
  'could not be reached': ({ organizationId }) => updateLetters(organizationId, 'failed'),
  'is in an organization that sends none': (customer) => switchOff(customer, null),
  'was reminded by hand yesterday': ({ organizationId }) =>
    office.story.database.db
      .updateTable('assignment')
      .set({ reminded_at: new Date(office.story.now().getTime() + 2 * 86_400_000) })
      .where('organization_id', '=', organizationId)
      .execute(),
  'has a license whose paid time is over': ({ organizationId }) =>
    office.story.database.db
      .updateTable('subscription')
      .set({ starts_on: '2025-02-01', paid_through: '2026-01-31' })
      .where('organization_id', '=', organizationId)
      .execute(),
}

test.each(Object.entries(reasons))('nobody is reminded who %s', async (_, keepBack) => {
  await keepBack(await told(jo))
  office.story.pass({ days: 3 })
  expect(await turn()).toBe(0)
  expect(await remindersTo(jo)).toEqual([])
})

test('a reminder by hand that was withdrawn keeps none back', async () => {
  const customer = await told(jo)
  const { organizationId, admin } = customer
  const form = { organizationId, selection: everything, jobId: randomUUID(), preview: false }
  planOf(await office.story.write(admin, remindPeople, form))
  planOf(await undo(office.story, customer, form.jobId))
  office.story.pass({ days: 3 })
  expect(await turn()).toBe(1)
})

test('without the first reminder the second is the only one', async () => {
  const customer = await told(jo)
  await switchOff(customer, 'reminder_3')
  office.story.pass({ days: 3 })
  expect(await turn()).toBe(0)
  office.story.pass({ days: 7 })
  expect(await turn()).toBe(1)
  expect(await numbersTo(jo)).toEqual([2])
})

test('without the second reminder the first says that it is the only one', async () => {
  const customer = await told(jo)
  await switchOff(customer, 'reminder_10')
  office.story.pass({ days: 3 })
  await leaving()
  const [letter] = await remindersTo(jo)
  expect(letter?.facts).toMatchObject({ number: 1, nextOn: null })
  office.story.pass({ days: 7 })
  expect(await turn()).toBe(0)
})

test('a service that slept for months reminds nobody of what is long past', async () => {
  await told(jo)
  office.story.pass({ days: 17 })
  expect(await turn()).toBe(0)
})

function updateLetters(organizationId: number, state: 'withdrawn' | 'failed') {
  return office.story.database.db
    .updateTable('letter')
    .set({ state })
    .where('organization_id', '=', organizationId)
    .execute()
}

async function switchOff({ organizationId }: Customer, only: 'reminder_3' | 'reminder_10' | null) {
  for (const kind of only ? [only] : (['reminder_3', 'reminder_10'] as const))
    await office.story.write(
      system,
      (tx) => saveSwitch(tx, organizationId, { kind, enabled: false, by: 'Ines Okafor' }, [null]),
      null,
    )
}
