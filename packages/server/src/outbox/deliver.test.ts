import { expect, test } from 'vitest'
import { createAccess } from '../access/access.ts'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { startMailServer } from '../testing/mail-server.ts'
import { assigned, code, openPostOffice, publicOrigin, token } from '../testing/post-office.ts'
import { type Carrier, smtpCarrier } from './smtp.ts'

const office = openPostOffice()

test('a letter arrives whole: both parts, who sent it, whom to answer, how it is recognized', async () => {
  const server = await office.mailServer()
  await office.queue(assigned('j.voss@harrowvale.example'))
  await office.delivery(server.url).deliverDue()
  const [letter] = await office.stored()
  const [arrived] = server.arrived
  expect(arrived?.mail.subject).toBe('Ines Okafor gave you Loomwright')
  expect(arrived?.mail.from?.value).toEqual([{ name: 'Fenwick Tools', address: 'sales@fenwick.example' }])
  expect(arrived?.mail.replyTo?.value).toMatchObject([{ address: 'sales@fenwick.example' }])
  expect(arrived?.mail.to).toMatchObject({
    value: [{ name: 'Jo Voss', address: 'j.voss@harrowvale.example' }],
  })
  expect(arrived?.mail.messageId).toBe(`<${letter?.id}@licenses.fenwick.example>`)
  expect(arrived?.mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(arrived?.mail.text).toContain(`${publicOrigin}/a/${token}`)
  expect(arrived?.mail.html).toContain(`href="${publicOrigin}/a/${token}"`)
  expect(arrived?.raw).toMatch(/Content-Type: multipart\/alternative/)
  expect(letter).toMatchObject({ state: 'sent', attempts: 1, sent_at: office.story.now(), last_error: null })
})

test('a link survives being cut at soft line breaks: it has none (O-13)', async () => {
  const server = await office.mailServer()
  await office.queue(assigned('j.voss@harrowvale.example'))
  await office.delivery(server.url).deliverDue()
  const lines = (server.arrived[0]?.raw ?? '').split('\r\n')
  const url = `${publicOrigin}/a/${token}`
  expect(lines.map((line) => line.trim()).filter((line) => line === url).length).toBeGreaterThanOrEqual(3)
  expect(lines).toContain(`href=3D"${url}"`)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(76)
})

test('the configured sender is the sender', async () => {
  const server = await office.mailServer()
  await office.queue(assigned('j.voss@harrowvale.example'))
  await office.delivery(server.url, { from: 'Licenses <licenses@fenwick.example>' }).deliverDue()
  expect(server.arrived[0]?.mail.from?.value).toEqual([
    { name: 'Licenses', address: 'licenses@fenwick.example' },
  ])
})

test('a name with a line break adds no header and no recipient (O-38)', async () => {
  const server = await office.mailServer()
  const to = { address: 'j.voss@harrowvale.example', name: 'Jo\r\nBcc: all@example.org' }
  const letter = assigned('j.voss@harrowvale.example', { to })
  const by = 'Eve\r\nBcc: all@example.org'
  await office.queue({ ...letter, facts: { ...letter.facts, by, organization: by } } as typeof letter)
  await office.delivery(server.url).deliverDue()
  expect(server.arrived).toHaveLength(1)
  expect(server.arrived[0]?.mail.bcc).toBeUndefined()
  expect(server.arrived[0]?.mail.to).toMatchObject({ value: [{ address: 'j.voss@harrowvale.example' }] })
  expect(server.arrived[0]?.mail.subject).toMatch(/^Eve Bcc: /)
  expect(server.arrived[0]?.raw).not.toMatch(/^Bcc:/im)
})

test('while the mail server is down nothing is lost, and everything leaves when it is back (O-15)', async () => {
  const gone = await startMailServer()
  await gone.stop()
  await office.queue(...['a', 'b', 'c'].map((name) => assigned(`${name}@example.org`)))
  await office.delivery(gone.url).deliverDue()
  for (const letter of await office.stored()) {
    expect(letter).toMatchObject({ state: 'waiting', attempts: 1, claimed_until: null })
    expect(letter.last_error).toMatch(/ECONNREFUSED/)
  }
  const port = Number(new URL(gone.url).port)
  const back = await office.mailServer({ port })
  const later = office.delivery(gone.url)
  await later.deliverDue()
  expect(back.arrived).toHaveLength(0)
  office.story.pass({ minutes: 1 })
  await later.deliverDue()
  expect(back.arrived).toHaveLength(3)
})

test('an address the server refuses fails alone (O-15)', async () => {
  const server = await office.mailServer({ refuses: ['gone@example.org'] })
  await office.queue(...['gone', 'b', 'c'].map((name) => assigned(`${name}@example.org`)))
  await office.delivery(server.url).deliverDue()
  expect(server.arrived.map(({ mail }) => mail.to)).toHaveLength(2)
  expect(
    (await office.stored()).map(({ to_address, state, last_error }) => [to_address, state, last_error]),
  ).toEqual([
    ['b@example.org', 'sent', null],
    ['c@example.org', 'sent', null],
    ['gone@example.org', 'failed', expect.stringContaining('550')],
  ])
})

test('a server that never answers is given up on; its letters wait for another try (O-15)', async () => {
  const server = await office.mailServer({ hangs: true })
  await office.queue(assigned('a@example.org'), assigned('b@example.org'))
  const carrier = smtpCarrier({ url: server.url, silenceMs: 500 })
  await office.delivery(null, { carrier }).deliverDue()
  expect((await office.stored()).map((letter) => [letter.state, letter.attempts])).toEqual([
    ['waiting', 1],
    ['waiting', 1],
  ])
})

test('tries grow rarer, and the eighth is the last', async () => {
  const gone = await startMailServer()
  await gone.stop()
  await office.queue(assigned('a@example.org'))
  const out = office.delivery(gone.url)
  const waits: number[] = []
  for (;;) {
    await out.deliverDue()
    const [letter] = await office.stored()
    if (letter?.state !== 'waiting') break
    waits.push((letter.send_after.getTime() - office.story.now().getTime()) / 60_000)
    office.story.pass({ minutes: waits.at(-1) ?? 0 })
  }
  expect(waits).toEqual([1, 2, 5, 15, 60, 240, 720])
  expect(await office.stored()).toMatchObject([{ state: 'failed', attempts: 8 }])
})

test('two processes side by side send each letter once', async () => {
  const server = await office.mailServer()
  await office.queue(...Array.from({ length: 60 }, (_, index) => assigned(`person${index}@example.org`)))
  await Promise.all(
    [office.delivery(server.url), office.delivery(server.url), office.delivery(server.url)].map((one) =>
      one.deliverDue(),
    ),
  )
  const ids = server.arrived.map(({ mail }) => mail.messageId)
  expect(ids).toHaveLength(60)
  expect(new Set(ids).size).toBe(60)
})

test('a process that died with letters in its hands leaves them to the next, under the same names', async () => {
  const server = await office.mailServer()
  await office.queue(assigned('a@example.org'))
  await office.story.database.db
    .updateTable('letter')
    .set({ claimed_until: new Date(office.story.now().getTime() + 300_000), attempts: 1 })
    .execute()
  const next = office.delivery(server.url)
  await next.deliverDue()
  expect(server.arrived).toHaveLength(0)
  office.story.pass({ minutes: 5 })
  await next.deliverDue()
  const [letter] = await office.stored()
  expect(server.arrived.map(({ mail }) => mail.messageId)).toEqual([
    `<${letter?.id}@licenses.fenwick.example>`,
  ])
})

test('a letter waits for its moment', async () => {
  const server = await office.mailServer()
  await office.queue(
    assigned('a@example.org', { sendAfter: new Date(office.story.now().getTime() + 120_000) }),
  )
  const out = office.delivery(server.url)
  await out.deliverDue()
  expect(server.arrived).toHaveLength(0)
  office.story.pass({ minutes: 2 })
  await out.deliverDue()
  expect(server.arrived).toHaveLength(1)
})

test('asking for a code does not wait for the mail server (O-37)', async () => {
  const letterTaken = Promise.withResolvers<void>()
  const never = Promise.withResolvers<void>()
  const carrier: Carrier = {
    send: () => {
      letterTaken.resolve()
      return never.promise
    },
    close: () => {},
  }
  const doors = { db: office.story.database.db, clock: office.story.now, newId: randomIds }
  const access = await createAccess(doors, writer(doors), publicOrigin)
  const ask = (address: string) =>
    access.sendCode({ address, purpose: { kind: 'sign_in' }, source: 'here', locale: 'en-US' })
  await ask('first@example.org')
  const out = office.delivery(null, { carrier })
  out.wake()
  await letterTaken.promise
  expect(await ask('second@example.org')).toMatchObject({ ok: true })
  never.resolve()
})

test('the log of a failure names the letter, not the person, and nothing that opens something (O-39)', async () => {
  const server = await office.mailServer({ refuses: ['a@example.org'] })
  await office.queue(code('a@example.org'))
  await office.delivery(server.url).deliverDue()
  expect(office.logged).toHaveLength(1)
  expect(office.logged.join()).not.toMatch(/482913|a@example\.org/)
})
