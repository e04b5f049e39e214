import { afterAll, beforeAll, expect, test } from 'vitest'
import { assign, lettersOf, licenseOf, revoke } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { askLicenseBack } from './ask-license-back.ts'
import { endedLicense } from './ended-views.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const address = 'jonas.voss@harrowvale.example'
const jonas = visitor(address, 'Jonas Voß')

/** A customer who has taken Jonas’ license back. */
async function lost() {
  const customer = await newCustomer(story, 2)
  await assign(story, customer, address)
  const licenseId = await licenseOf(story, customer, address)
  await revoke(story, customer, address)
  return { customer, license: { organizationId: customer.organizationId, licenseId } }
}

const ask = (license: { organizationId: number; licenseId: string }, note = '', actor = jonas) =>
  story.write(actor, askLicenseBack, { ...license, note })

const askedLetters = async (customer: Customer) =>
  (await lettersOf(story, customer)).filter(({ kind }) => kind === 'license_asked_back')

test('a person whose license was taken back asks the administrators with one press, and pressing again asks nobody twice', async () => {
  const { customer, license } = await lost()
  const { organizationId, teamId } = customer
  const team = { role: 'team_administrator' as const, teamId, name: 'Pekka Lahtinen' }
  await actorWith(story, organizationId, { ...team, address: 'pekka@harrowvale.example' })
  planOf(await ask(license, 'One more fair.'))
  await Promise.all([ask(license), ask(license)])
  const letters = await askedLetters(customer)
  expect(letters.map(({ to_address }) => to_address).sort()).toEqual([
    'ines.okafor@harrowvale.example',
    'pekka@harrowvale.example',
  ])
  expect(letters[0]?.facts).toMatchObject({ address, note: 'One more fair.', by: 'Ines Okafor' })
  const page = planOf(await story.read(jonas, endedLicense, license))
  expect(page.asked).toMatchObject({ askedAt: story.now(), state: 'open' })
  expect(page.givers.toSorted()).toEqual(['Ines Okafor', 'Pekka Lahtinen'])
})

test('two presses at once are one question', async () => {
  const { customer, license } = await lost()
  await Promise.all([ask(license), ask(license), ask(license)])
  expect(await askedLetters(customer)).toHaveLength(1)
})

test('whoever has a license of the product again is told so instead', async () => {
  const { customer, license } = await lost()
  await assign(story, customer, address)
  expect(refusalOf(await ask(license))).toMatchObject({ code: 'already_has_license' })
})

test('nobody asks back, or reads about, what was somebody else’s (O-32)', async () => {
  const { license } = await lost()
  const mallory = visitor('mallory@evil.example')
  expect(refusalOf(await ask(license, '', mallory)).code).toBe('license_not_found')
  expect(refusalOf(await story.read(mallory, endedLicense, license)).code).toBe('license_not_found')
})
