import { operator, system } from '@claviger/core/teams/actor'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAccess } from '../access/access.ts'
import { type letters, renderLetter } from '../app.ts'
import { connect, type Database } from '../db/connect.ts'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { type MailServerHabits, startMailServer, type TestMailServer } from '../testing/mail-server.ts'
import { type Delivery, type DeliveryParts, startDelivery } from './deliver.ts'
import { coverKeptSecrets } from './letter-store.ts'
import type { NewLetter } from './queue.ts'
import { queueLetters } from './queue.ts'
import { resendLetter } from './resend-letter.ts'
import { type Carrier, smtpCarrier } from './smtp.ts'

type AnyLetter = NewLetter<typeof letters>

const token = '7kq2m97kq2m97kq2m97kq2m97k'
const publicOrigin = 'https://licenses.fenwick.example'
let place: TestDatabase
let database: Database
let now: Date
let logged: string[]
const open: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  place = await freshDatabase()
  database = connect(place.connection, () => {})
  await database.db
    .insertInto('vendor')
    .values({
      ...{
        id: 1,
        name: 'Fenwick Tools',
        country: 'DE',
        currency: 'EUR',
        time_zone: 'Europe/Berlin',
        locale: 'en-US',
      },
      ...{ reply_to: 'help@fenwick.example', invoice_release: 'confirm', invoice_days: 30, undo_minutes: 10 },
      ...{ letter_minutes: 2, cool_down_days: 0, created_at: new Date() },
    })
    .execute()
})

beforeEach(async () => {
  now = new Date('2027-03-01T10:00:00Z')
  logged = []
  await database.db.deleteFrom('letter').execute()
})

afterEach(async () => {
  for (const one of open.splice(0)) await one.stop()
})

afterAll(async () => {
  await database.close()
  await place.drop()
})

async function mailServer(habits: MailServerHabits = {}): Promise<TestMailServer> {
  const server = await startMailServer(habits)
  open.push(server)
  return server
}

function delivery(url: string | null, extra: Partial<DeliveryParts> = {}): Delivery {
  const log = (facts: object, line: string) => void logged.push(JSON.stringify({ ...facts, line }))
  const started = startDelivery({
    ...{
      db: database.db,
      clock: () => now,
      render: renderLetter,
      publicOrigin,
      from: undefined,
      jitter: () => 0,
    },
    carrier: url === null ? null : smtpCarrier({ url }),
    log: { warn: log, error: log },
    ...extra,
  })
  open.unshift(started)
  return started
}

const doors = () => ({ db: database.db, clock: () => now, newId: randomIds })
const queue = (...all: AnyLetter[]) => writer(doors())(system, (tx) => queueLetters<typeof letters>(tx, all))

const assigned = (address: string, extra: Partial<AnyLetter> = {}) =>
  ({
    kind: 'license_assigned',
    organizationId: 1_000_001,
    to: { address, name: 'Jo Voss' },
    locale: 'en-US',
    facts: {
      by: 'Ines Okafor',
      byAddress: 'ines.okafor@harrowvale.example',
      organization: 'Harrow & Vale',
      product: 'Loomwright',
      door: token,
      licenseId: 'V2MD71BHX4',
      paidThrough: '2027-03-14',
      address,
      connected: false,
    },
    ...extra,
  }) as AnyLetter

const code = (address: string): AnyLetter => ({
  kind: 'code',
  organizationId: 0,
  to: { address, name: '' },
  locale: 'en-US',
  facts: { digits: '482913', purpose: { kind: 'sign_in' }, validUntil: '2027-03-01T10:10:00Z' },
  secret: true,
})

const stored = () => database.db.selectFrom('letter').selectAll().orderBy('to_address').execute()
const minutesLater = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}

test('a letter arrives whole: both parts, who sent it, whom to answer, how it is recognized', async () => {
  const server = await mailServer()
  await queue(assigned('j.voss@harrowvale.example'))
  await delivery(server.url).deliverDue()
  const [letter] = await stored()
  const [arrived] = server.arrived
  expect(arrived?.mail.subject).toBe('Ines Okafor gave you Loomwright')
  expect(arrived?.mail.from?.value).toEqual([{ name: 'Fenwick Tools', address: 'help@fenwick.example' }])
  expect(arrived?.mail.replyTo?.value).toMatchObject([{ address: 'help@fenwick.example' }])
  expect(arrived?.mail.to).toMatchObject({
    value: [{ name: 'Jo Voss', address: 'j.voss@harrowvale.example' }],
  })
  expect(arrived?.mail.messageId).toBe(`<${letter?.id}@licenses.fenwick.example>`)
  expect(arrived?.mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(arrived?.mail.text).toContain(`${publicOrigin}/a/${token}`)
  expect(arrived?.mail.html).toContain(`href="${publicOrigin}/a/${token}"`)
  expect(arrived?.raw).toMatch(/Content-Type: multipart\/alternative/)
  expect(letter).toMatchObject({ state: 'sent', attempts: 1, sent_at: now, last_error: null })
})

test('a link survives being cut at soft line breaks: it has none', async () => {
  const server = await mailServer()
  await queue(assigned('j.voss@harrowvale.example'))
  await delivery(server.url).deliverDue()
  const lines = (server.arrived[0]?.raw ?? '').split('\r\n')
  const url = `${publicOrigin}/a/${token}`
  expect(lines.map((line) => line.trim()).filter((line) => line === url).length).toBeGreaterThanOrEqual(3)
  expect(lines).toContain(`href=3D"${url}"`)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(76)
})

test('the configured sender is the sender', async () => {
  const server = await mailServer()
  await queue(assigned('j.voss@harrowvale.example'))
  await delivery(server.url, { from: 'Licenses <licenses@fenwick.example>' }).deliverDue()
  expect(server.arrived[0]?.mail.from?.value).toEqual([
    { name: 'Licenses', address: 'licenses@fenwick.example' },
  ])
})

test('a name with a line break adds no header and no recipient', async () => {
  const server = await mailServer()
  const to = { address: 'j.voss@harrowvale.example', name: 'Jo\r\nBcc: all@example.org' }
  await queue(assigned('j.voss@harrowvale.example', { to }))
  await delivery(server.url).deliverDue()
  expect(server.arrived).toHaveLength(1)
  expect(server.arrived[0]?.mail.bcc).toBeUndefined()
  expect(server.arrived[0]?.raw).not.toMatch(/^Bcc:/im)
})

test('while the mail server is down nothing is lost, and everything leaves when it is back', async () => {
  const gone = await startMailServer()
  await gone.stop()
  await queue(...['a', 'b', 'c'].map((name) => assigned(`${name}@example.org`)))
  await delivery(gone.url).deliverDue()
  for (const letter of await stored()) {
    expect(letter).toMatchObject({ state: 'waiting', attempts: 1, claimed_until: null })
    expect(letter.last_error).toMatch(/ECONNREFUSED/)
  }
  const port = Number(new URL(gone.url).port)
  const back = await mailServer({ port })
  const later = delivery(gone.url)
  await later.deliverDue()
  expect(back.arrived).toHaveLength(0)
  minutesLater(1)
  await later.deliverDue()
  expect(back.arrived).toHaveLength(3)
})

test('an address the server refuses fails alone', async () => {
  const server = await mailServer({ refuses: ['gone@example.org'] })
  await queue(...['gone', 'b', 'c'].map((name) => assigned(`${name}@example.org`)))
  await delivery(server.url).deliverDue()
  expect(server.arrived.map(({ mail }) => mail.to)).toHaveLength(2)
  expect(
    (await stored()).map(({ to_address, state, last_error }) => [to_address, state, last_error]),
  ).toEqual([
    ['b@example.org', 'sent', null],
    ['c@example.org', 'sent', null],
    ['gone@example.org', 'failed', expect.stringContaining('550')],
  ])
})

test('a server that never answers is given up on; its letters wait for another try', async () => {
  const server = await mailServer({ hangs: true })
  await queue(assigned('a@example.org'), assigned('b@example.org'))
  const carrier = smtpCarrier({ url: server.url, silenceMs: 500 })
  await delivery(null, { carrier }).deliverDue()
  expect((await stored()).map((letter) => [letter.state, letter.attempts])).toEqual([
    ['waiting', 1],
    ['waiting', 1],
  ])
})

test('tries grow rarer, and the eighth is the last', async () => {
  const gone = await startMailServer()
  await gone.stop()
  await queue(assigned('a@example.org'))
  const out = delivery(gone.url)
  const waits: number[] = []
  for (;;) {
    await out.deliverDue()
    const [letter] = await stored()
    if (letter?.state !== 'waiting') break
    waits.push((letter.send_after.getTime() - now.getTime()) / 60_000)
    now = letter.send_after
  }
  expect(waits).toEqual([1, 2, 5, 15, 60, 240, 720])
  expect(await stored()).toMatchObject([{ state: 'failed', attempts: 8 }])
})

test('two processes side by side send each letter once', async () => {
  const server = await mailServer()
  await queue(...Array.from({ length: 60 }, (_, index) => assigned(`person${index}@example.org`)))
  await Promise.all(
    [delivery(server.url), delivery(server.url), delivery(server.url)].map((one) => one.deliverDue()),
  )
  const ids = server.arrived.map(({ mail }) => mail.messageId)
  expect(ids).toHaveLength(60)
  expect(new Set(ids).size).toBe(60)
})

test('a process that died with letters in its hands leaves them to the next, under the same names', async () => {
  const server = await mailServer()
  await queue(assigned('a@example.org'))
  await database.db
    .updateTable('letter')
    .set({ claimed_until: new Date(now.getTime() + 300_000), attempts: 1 })
    .execute()
  const next = delivery(server.url)
  await next.deliverDue()
  expect(server.arrived).toHaveLength(0)
  minutesLater(5)
  await next.deliverDue()
  const [letter] = await stored()
  expect(server.arrived.map(({ mail }) => mail.messageId)).toEqual([
    `<${letter?.id}@licenses.fenwick.example>`,
  ])
})

test('a letter waits for its moment', async () => {
  const server = await mailServer()
  await queue(assigned('a@example.org', { sendAfter: new Date(now.getTime() + 120_000) }))
  const out = delivery(server.url)
  await out.deliverDue()
  expect(server.arrived).toHaveLength(0)
  minutesLater(2)
  await out.deliverDue()
  expect(server.arrived).toHaveLength(1)
})

test('what a letter opens is forgotten once it has left', async () => {
  const server = await mailServer()
  await queue(code('a@example.org'))
  await delivery(server.url).deliverDue()
  expect(server.arrived[0]?.mail.subject).toBe('482 913 is your code')
  expect(JSON.stringify(await stored())).not.toContain('482913')
})

test('without a mail server letters are kept to be read, and never sent by surprise when there is one', async () => {
  await queue(assigned('a@example.org'), code('b@example.org'))
  await delivery(null).deliverDue()
  expect(await stored()).toMatchObject([{ state: 'kept' }, { state: 'kept', facts: { digits: '482913' } }])
  const server = await mailServer()
  await delivery(server.url).deliverDue()
  expect(server.arrived).toHaveLength(0)
})

test('what kept letters open is covered when it opens nothing any more', async () => {
  await queue(code('a@example.org'), assigned('b@example.org'))
  await delivery(null).deliverDue()
  minutesLater(14 * 24 * 60)
  await coverKeptSecrets(database.db, now)
  expect(await stored()).toMatchObject([{ facts: { digits: '482913' } }, {}])
  minutesLater(2 * 24 * 60)
  for (let swept = 0; swept < 2; swept++) await coverKeptSecrets(database.db, now)
  expect(await stored()).toMatchObject([
    { facts: { digits: '••••••', purpose: { kind: 'sign_in' } } },
    { facts: { door: token } },
  ])
})

test('asking for a code does not wait for the mail server', async () => {
  const letterTaken = Promise.withResolvers<void>()
  const never = Promise.withResolvers<void>()
  const carrier: Carrier = {
    send: () => {
      letterTaken.resolve()
      return never.promise
    },
    close: () => {},
  }
  const access = await createAccess(doors(), writer(doors()), publicOrigin)
  const ask = (address: string) =>
    access.sendCode({ address, purpose: { kind: 'sign_in' }, source: 'here', locale: 'en-US' })
  await ask('first@example.org')
  const out = delivery(null, { carrier })
  out.wake()
  await letterTaken.promise
  expect(await ask('second@example.org')).toMatchObject({ ok: true })
  never.resolve()
})

test('a kept letter leaves when it is sent again', async () => {
  await queue(assigned('a@example.org'))
  await delivery(null).deliverDue()
  const [letter] = await stored()
  const again = await writer(doors())(operator, (tx) => resendLetter(tx, { letterId: letter?.id ?? '' }))
  expect(again).toMatchObject({ ok: true })
  const server = await mailServer()
  await delivery(server.url).deliverDue()
  expect(server.arrived).toHaveLength(1)
})

test('a sent letter sent again is a new one, unless it opened something', async () => {
  const server = await mailServer()
  const out = delivery(server.url)
  await queue(assigned('a@example.org'), code('b@example.org'))
  await out.deliverDue()
  const answers = []
  for (const letter of await stored()) {
    answers.push(await writer(doors())(operator, (tx) => resendLetter(tx, { letterId: letter.id })))
  }
  expect(answers).toMatchObject([{ ok: true }, { refusal: { code: 'letter_blanked' } }])
  await out.deliverDue()
  expect(new Set(server.arrived.map(({ mail }) => mail.messageId)).size).toBe(3)
})

test('the log of a failure names the letter, not the person, and nothing that opens something', async () => {
  const server = await mailServer({ refuses: ['a@example.org'] })
  await queue(code('a@example.org'))
  await delivery(server.url).deliverDue()
  expect(logged).toHaveLength(1)
  expect(logged.join()).not.toMatch(/482913|a@example\.org/)
})
