import { switchableLetters } from '@claviger/core/assignment/letter-kinds'
import { type AccountActor, system } from '@claviger/core/teams/actor'
import { expect, test } from 'vitest'
import { assign, licenseOf } from '../testing/acts.ts'
import { openPostOffice } from '../testing/post-office.ts'
import { actorWith, type Customer, newCustomer, planOf, refusalOf, visitor } from '../testing/story.ts'
import { connectLicenses } from './connect-licenses.ts'
import { letterOutlooks } from './letter-outlook-views.ts'
import { isOn, switchedOff } from './letter-switch-store.ts'
import { lettersPage } from './letter-switch-views.ts'
import { sendReminders } from './send-reminders.ts'
import { switchLetter } from './switch-letter.ts'

const office = openPostOffice()
const jo = 'j.voss@harrowvale.example'

/** Somebody who was told today of a license they have not connected. */
async function told(): Promise<Customer> {
  const customer = await newCustomer(office.story, 3)
  await assign(office.story, customer, jo)
  office.story.pass({ minutes: 2 })
  await office.delivery(null).deliverDue()
  return customer
}

const press = (
  actor: AccountActor,
  { organizationId }: Customer,
  kind: string,
  whose: string,
  state = 'off',
) => office.story.write(actor, switchLetter, { organizationId, kind, whose, state })

async function kindOf({ organizationId, admin }: Customer, kind: string, actor = admin) {
  const { kinds } = planOf(await office.story.read(actor, lettersPage, { organizationId }))
  return kinds.find((one) => one.kind === kind)
}

const asked = <Answer>(ask: (read: never) => Promise<Answer>) =>
  office.story.read(system, ask as () => Promise<Answer>, null)

test('every letter that leaves by itself is on, until somebody switches it off and says who', async () => {
  const customer = await newCustomer(office.story, 1)
  const { organizationId, admin } = customer
  const page = planOf(await office.story.read(admin, lettersPage, { organizationId }))
  expect(page.kinds.map(({ kind, enabled }) => [kind, enabled])).toEqual(
    switchableLetters.map(({ kind }) => [kind, true]),
  )
  planOf(await press(admin, customer, 'reminder_3', 'everybody'))
  expect(await kindOf(customer, 'reminder_3')).toMatchObject({
    enabled: false,
    changed: { by: 'Ines Okafor' },
  })
  planOf(await press(admin, customer, 'reminder_3', 'everybody', 'on'))
  expect(await kindOf(customer, 'reminder_3')).toMatchObject({ enabled: true })
})

test('what somebody switches off for themselves stays on for all others', async () => {
  const customer = await newCustomer(office.story, 1)
  const { organizationId, admin } = customer
  const other = await actorWith(office.story, organizationId, {
    ...{ address: 'pekka@harrowvale.example', name: 'Pekka', role: 'administrator' },
  })
  planOf(await press(admin, customer, 'daily_digest', 'own'))
  expect(await kindOf(customer, 'daily_digest')).toMatchObject({ enabled: true, mine: false })
  expect(await kindOf(customer, 'daily_digest', other)).toMatchObject({ enabled: true, mine: true })
  const [mine, theirs] = [admin, other].map((one) => one.grants[0]?.personId ?? '')
  const off = await asked((read) =>
    switchedOff(read, organizationId, 'daily_digest', [mine ?? '', theirs ?? '']),
  )
  expect([...off]).toEqual([mine])
  expect(await asked((read) => isOn(read, organizationId, 'daily_digest', theirs))).toBe(true)
  planOf(await press(admin, customer, 'daily_digest', 'everybody'))
  expect(await asked((read) => isOn(read, organizationId, 'daily_digest', theirs))).toBe(false)
})

test('a team administrator switches their own letters and nobody else’s; a viewer none', async () => {
  const customer = await newCustomer(office.story, 1)
  const { organizationId, teamId } = customer
  const cast = (role: 'team_administrator' | 'team_viewer') =>
    actorWith(office.story, organizationId, {
      address: `${role}@harrowvale.example`,
      name: role,
      role,
      teamId,
    })
  const [ben, vera] = [await cast('team_administrator'), await cast('team_viewer')]
  planOf(await press(ben, customer, 'daily_digest', 'own'))
  expect(await kindOf(customer, 'daily_digest', ben)).toMatchObject({ mine: false })
  expect(refusalOf(await press(ben, customer, 'daily_digest', 'everybody')).code).toBe('not_allowed')
  expect(refusalOf(await press(vera, customer, 'daily_digest', 'own')).code).toBe('not_allowed')
  expect(await kindOf(customer, 'daily_digest', vera)).toMatchObject({ mine: null })
  const stranger = visitor('eve@kelso.example')
  expect(refusalOf(await press(stranger, customer, 'daily_digest', 'own')).code).toBe(
    'organization_not_found',
  )
})

test.each([
  ['license_assigned', 'everybody'],
  ['reminder_3', 'own'],
  ['daily_digest', 'theirs'],
])('there is no switch for %s of %s', async (kind, whose) => {
  const customer = await newCustomer(office.story, 1)
  expect(refusalOf(await press(customer.admin, customer, kind, whose)).code).toBe('fields_wrong')
})

test('the page says when the last letter of a kind left, how many did, and when the next will', async () => {
  const customer = await told()
  expect(await kindOf(customer, 'reminder_3')).toMatchObject({ lastAt: null, sent: 0, nextOn: day(3) })
  const last = day(10)
  office.story.pass({ days: 3 })
  await office.story.write(system, sendReminders, {})
  await office.delivery(null).deliverDue()
  expect(await kindOf(customer, 'reminder_3')).toMatchObject({
    lastAt: office.story.now(),
    sent: 1,
    nextOn: null,
  })
  expect(await kindOf(customer, 'reminder_10')).toMatchObject({ lastAt: null, nextOn: last })
  expect(await kindOf(customer, 'daily_digest')).toMatchObject({ nextOn: day(1) })
})

function day(days: number): string {
  return new Date(office.story.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

async function outlook({ organizationId, admin, ...customer }: Customer) {
  const licenseId = await licenseOf(office.story, { organizationId, admin, ...customer }, jo)
  const { outlooks } = planOf(await office.story.read(admin, letterOutlooks, { organizationId, licenseId }))
  return outlooks[0]
}

test('a license says which letters its holder got, and when they are reminded next', async () => {
  const customer = await told()
  expect(await outlook(customer)).toMatchObject({
    letters: [{ kind: 'license_assigned', state: 'kept', error: null }],
    ...{ remindedAt: null, next: { due: day(3), number: 1 } },
  })
  const second = day(10)
  office.story.pass({ days: 3 })
  await office.story.write(system, sendReminders, {})
  await office.delivery(null).deliverDue()
  expect(await outlook(customer)).toMatchObject({
    letters: [{ kind: 'license_assigned' }, { kind: 'reminder_3', state: 'kept' }],
    ...{ remindedAt: office.story.now(), next: { due: second, number: 2 } },
  })
})

test('a license says why its holder is not reminded', async () => {
  const customer = await told()
  planOf(await press(customer.admin, customer, 'reminder_3', 'everybody'))
  planOf(await press(customer.admin, customer, 'reminder_10', 'everybody'))
  expect((await outlook(customer))?.next).toEqual({ due: null, why: 'switched_off' })
  await office.story.database.db
    .updateTable('letter')
    .set({ state: 'failed', last_error: '550 no' })
    .execute()
  expect(await outlook(customer)).toMatchObject({
    letters: [{ state: 'failed', error: '550 no' }],
    next: { due: null, why: 'letter_failed' },
  })
  await office.story.write(visitor(jo), connectLicenses, {})
  expect((await outlook(customer))?.next).toEqual({ due: null, why: 'connected' })
})
