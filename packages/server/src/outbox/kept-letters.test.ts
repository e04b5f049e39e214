import { operator } from '@claviger/core/teams/actor'
import { expect, test } from 'vitest'
import { assigned, code, openPostOffice, token } from '../testing/post-office.ts'
import { coverKeptSecrets } from './letter-store.ts'
import { resendLetter } from './resend-letter.ts'

const office = openPostOffice()

test('what a letter opens is forgotten once it has left (O-39)', async () => {
  const server = await office.mailServer()
  await office.queue(code('a@example.org'))
  await office.delivery(server.url).deliverDue()
  expect(server.arrived[0]?.mail.subject).toBe('482 913 is your code')
  expect(JSON.stringify(await office.stored())).not.toContain('482913')
})

test('without a mail server letters are kept to be read, and never sent by surprise when there is one', async () => {
  await office.queue(assigned('a@example.org'), code('b@example.org'))
  await office.delivery(null).deliverDue()
  expect(await office.stored()).toMatchObject([
    { state: 'kept' },
    { state: 'kept', facts: { digits: '482913' } },
  ])
  const server = await office.mailServer()
  await office.delivery(server.url).deliverDue()
  expect(server.arrived).toHaveLength(0)
})

test('a letter that falls due while others are kept waits for its turn, and so for what it encloses', async () => {
  const now = office.story.now()
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  await office.queue(assigned('a@example.org', { sendAfter: later(2) }))
  const moments = [now]
  const out = office.delivery(null, { clock: () => moments.shift() ?? later(3) })
  await out.deliverDue()
  expect(await office.stored()).toMatchObject([{ state: 'waiting' }])
  await out.deliverDue()
  expect(await office.stored()).toMatchObject([{ state: 'kept' }])
})

test('what could not be enclosed holds its own letters up, and no sign-in code', async () => {
  await office.queue(assigned('a@example.org', { encloses: 'activation_code' }), code('b@example.org'))
  const broken = () => Promise.reject(new Error('no key signs'))
  await office.delivery(null, { enclose: broken }).deliverDue()
  expect(await office.stored()).toMatchObject([{ state: 'waiting' }, { state: 'kept' }])
  await office.delivery(null).deliverDue()
  expect(await office.stored()).toMatchObject([{ state: 'kept' }, { state: 'kept' }])
})

test('what kept letters open is covered when it opens nothing any more', async () => {
  await office.queue(code('a@example.org'), assigned('b@example.org'))
  await office.delivery(null).deliverDue()
  office.story.pass({ minutes: 14 * 24 * 60 })
  await coverKeptSecrets(office.story.database.db, office.story.now())
  expect(await office.stored()).toMatchObject([{ facts: { digits: '482913' } }, {}])
  office.story.pass({ minutes: 2 * 24 * 60 })
  for (let swept = 0; swept < 2; swept++) await coverKeptSecrets(office.story.database.db, office.story.now())
  expect(await office.stored()).toMatchObject([
    { facts: { digits: '••••••', purpose: { kind: 'sign_in' } } },
    { facts: { door: token } },
  ])
})

test('a kept letter whose code is covered is not sent again', async () => {
  await office.queue(code('a@example.org'))
  await office.delivery(null).deliverDue()
  office.story.pass({ days: 16 })
  await coverKeptSecrets(office.story.database.db, office.story.now())
  const [letter] = await office.stored()
  const again = await office.story.write(operator, resendLetter, { letterId: letter?.id ?? '' })
  expect(again).toMatchObject({ refusal: { code: 'letter_blanked' } })
})

test('a kept letter leaves when it is sent again', async () => {
  await office.queue(assigned('a@example.org'))
  await office.delivery(null).deliverDue()
  const [letter] = await office.stored()
  const again = await office.story.write(operator, resendLetter, { letterId: letter?.id ?? '' })
  expect(again).toMatchObject({ ok: true })
  const server = await office.mailServer()
  await office.delivery(server.url).deliverDue()
  expect(server.arrived).toHaveLength(1)
})

test('a sent letter sent again is a new one, unless it opened something', async () => {
  const server = await office.mailServer()
  const out = office.delivery(server.url)
  await office.queue(assigned('a@example.org'), code('b@example.org'))
  await out.deliverDue()
  const answers = []
  for (const letter of await office.stored()) {
    answers.push(await office.story.write(operator, resendLetter, { letterId: letter.id }))
  }
  expect(answers).toMatchObject([{ ok: true }, { refusal: { code: 'letter_blanked' } }])
  await out.deliverDue()
  expect(new Set(server.arrived.map(({ mail }) => mail.messageId)).size).toBe(3)
})
