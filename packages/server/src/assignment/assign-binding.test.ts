import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  anna,
  assignAs,
  byId,
  byTeam,
  missingEdit,
  type Sent,
  said,
  told,
} from '../testing/assign-requests.ts'
import { type AssignWorld, openAssignWorld } from '../testing/assign-world.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { dump } from '../testing/story.ts'

// How a body is read, and whom it names: what is sent, and the answer to the byte.

let place: TestDatabase
let world: AssignWorld
let before: unknown

/** What a call that was refused leaves is the note that a key was used, and nothing else. */
const state = () => dump(world.story, 'attempt', 'api_token')

beforeAll(async () => {
  place = await freshDatabase()
  world = await openAssignWorld(place.connection)
  before = await state()
})

afterAll(async () => {
  await world.close()
  await place.drop()
})

/** Asks for a license for somebody who is named like this. */
const naming = (change: object) => byTeam(world.looms.teamId, 'LOOM', { contact: { ...anna, ...change } })
const ask = (sent: Sent | string) => assignAs(world, 'admin', sent)

describe('the contact', () => {
  test.each([
    ...['', '   ', 'plain', 'us er@domain.com', 'user@dom ain.com', '@domain.com', 'user@', 'user@.com'],
    ...['user@domain', 'user@one@two.com', 'user@domain..com', 'us,er@domain.com', 'user@domain.c'],
    ...['user@-domain.com', 'wrong_email#@test', `${'a'.repeat(60)}@${'b'.repeat(39)}.com`],
    ...['anna@dockleafs.com', 'anna@sunsabla.com', 'anna@mailinator.com'],
  ])('the address %j is refused with itself', async (email) => {
    expect(told(await ask(naming({ email })))).toEqual(said(400, 'INVALID_CONTACT_EMAIL', email))
  })

  test('an address with an invisible character inside is refused with itself (O-17)', async () => {
    const email = 'an\u200bna@domain.com'
    expect(told(await ask(naming({ email })))).toEqual(said(400, 'INVALID_CONTACT_EMAIL', email))
  })

  test.each([123, true])('an address that is %j is refused as the text it is', async (email) => {
    expect(told(await ask(naming({ email })))).toEqual(said(400, 'INVALID_CONTACT_EMAIL', String(email)))
  })

  test.each([
    ['an empty first name', { firstName: '' }, "This field can't be empty."],
    ['an empty last name', { lastName: '' }, "This field can't be empty."],
    ['a blank name', { firstName: '   ' }, "This field can't be empty."],
    ['a name of what nobody sees', { lastName: '\u200b\u200b' }, "This field can't be empty."],
    ['a digit', { firstName: 'R2' }, "Sorry, we can't accept digits in this field."],
    ['a number', { lastName: 123 }, "Sorry, we can't accept digits in this field."],
    ['signs', { lastName: 'Special@#$%^&*()' }, "Please, don't use special characters."],
    ['a bell', { firstName: 'An\u0007na' }, "Please, don't use special characters."],
    ['500 letters', { lastName: 'a'.repeat(500) }, 'Value is too long.'],
    ['101 letters', { firstName: 'ж'.repeat(101) }, 'Value is too long.'],
  ])('%s is refused in these words', async (_, name, sentence) => {
    expect(told(await ask(naming(name)))).toEqual(said(400, 'INVALID_CONTACT_NAME', sentence))
  })

  const wrong = { email: 'nobody', firstName: '', lastName: '7' }

  test('is looked at before the license: a wrong address counts more than a license somebody has', async () => {
    const answer = await ask(byId(world.licenses.allocated, { contact: wrong }))
    expect(told(answer)).toEqual(said(400, 'INVALID_CONTACT_EMAIL', 'nobody'))
  })

  test('is looked at after rights: a viewer learns of those alone', async () => {
    const answer = await assignAs(world, 'teamViewer', byId(world.licenses.allocated, { contact: wrong }))
    expect(told(answer)).toEqual(missingEdit(world))
  })

  test('has its address told before the first name, and that before the last', async () => {
    const answers = [
      await ask(naming(wrong)),
      await ask(naming({ ...wrong, email: anna.email })),
      await ask(naming({ lastName: '7' })),
    ]
    expect(answers.map(({ json }) => json.description)).toEqual([
      ...['nobody', "This field can't be empty.", "Sorry, we can't accept digits in this field."],
    ])
  })
})

describe('a body that says too little', () => {
  const missing = '{"code":"MISSING_FIELD","description":"MISSING_FIELD"}'
  const noContact = '{"code":"MISSING_FIELD","description":"Field must be provided"}'
  const neither = '{"code":"MISSING_FIELD","description":"Either licenseId or license must be provided"}'
  const neitherWay = byId(undefined)
  test.each([
    ['nothing', () => '', missing],
    ['no JSON', () => '{"licenseId":', missing],
    ['a list', () => '[]', missing],
    ['a text', () => '"anna"', missing],
    ['an empty object', () => '{}', noContact],
    ['no contact', () => byTeam(1, 'LOOM', { contact: undefined }), noContact],
    ['a contact that is null', () => byTeam(1, 'LOOM', { contact: null }), noContact],
    ['an empty contact', () => byTeam(1, 'LOOM', { contact: {} }), missing],
    ['no e-mail', () => naming({ email: undefined }), missing],
    ['an e-mail that is null', () => naming({ email: null }), missing],
    ['no first name', () => naming({ firstName: undefined }), missing],
    ['a first name that is null', () => naming({ firstName: null }), missing],
    ['no last name', () => naming({ lastName: undefined }), missing],
    ['a last name that is null', () => naming({ lastName: null }), missing],
    ['an empty license', () => ({ ...neitherWay, license: {} }), missing],
    ['no product', () => ({ ...neitherWay, license: { team: 1 } }), missing],
    ['a product that is null', () => byTeam(1, null), missing],
    ['neither way', () => neitherWay, neither],
    ['null both ways', () => ({ ...neitherWay, licenseId: null, license: null }), neither],
  ])('%s is a 400 in these words', async (_, sent, body) => {
    expect(told(await ask(sent()))).toEqual([400, body])
  })

  test.each([
    ['a team outside 32 bits', () => byTeam(2_147_483_648), 'license.team'],
    ['a team beyond all numbers', () => byTeam(1.79e308), 'license.team'],
    ['a team in words', () => byTeam('string_id'), 'license.team'],
    ['a team that is true', () => byTeam(true), 'license.team'],
    ['a contact in words', () => ({ ...neitherWay, licenseId: 'A', contact: 'anna' }), 'contact'],
    ['a license in words', () => ({ ...neitherWay, license: 'A' }), 'license'],
    ['an e-mail that is a list', () => naming({ email: ['anna@harrowvale.example'] }), 'contact.email'],
    ['a license id that is an object', () => byId({}), 'licenseId'],
    ['sendEmail as text', () => byTeam(1, 'LOOM', { sendEmail: 'true' }), 'sendEmail'],
    ['sendEmail as number', () => byTeam(1, 'LOOM', { sendEmail: 1 }), 'sendEmail'],
    [
      'includeOfflineActivationCode as object',
      () => byTeam(1, 'LOOM', { includeOfflineActivationCode: {} }),
      'includeOfflineActivationCode',
    ],
  ])('%s is a 400 that names the field', async (_, sent, field) => {
    const { status, json } = await ask(sent())
    expect([status, json.code]).toEqual([400, 'INVALID_FIELD'])
    expect(json.description.split(' ')[0]).toBe(field)
  })

  test.each([
    ['licenseId', () => byId('A\0B'), 'licenseId'],
    ['productCode', () => byTeam(1, 'LO\0OM'), 'productCode'],
    ['email', () => naming({ email: 'an\0na@harrowvale.example' }), 'email'],
    ['firstName', () => naming({ firstName: 'Ann\0a' }), 'firstName'],
    ['lastName', () => naming({ lastName: 'L\ud800ee' }), 'lastName'],
  ])('a %s that no database keeps is a 400 that names it (O-57)', async (_, sent, field) => {
    const { status, json } = await ask(sent())
    expect([status, json.description.split(' ')[0]]).toEqual([400, field])
  })
})

test('nothing of all this leaves a trace', async () => {
  expect(await state()).toEqual(before)
})
