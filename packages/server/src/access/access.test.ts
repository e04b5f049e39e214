import { readAddress } from '@claviger/core/kernel/email'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connect, type Database } from '../db/connect.ts'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { type Access, createAccess, type SendCode } from './access.ts'

const origin = 'https://licenses.fenwick.example'
let place: TestDatabase
let database: Database
let access: Access

beforeAll(async () => {
  place = await freshDatabase()
  database = connect(place.connection, () => {})
  const doors = { db: database.db, clock: () => new Date(), newId: randomIds }
  access = await createAccess(doors, writer(doors), origin)
})

afterAll(async () => {
  await database.close()
  await place.drop()
})

afterEach(() => {
  vi.useRealTimers()
})

let sources = 0
const send = (address: string, extra: Partial<SendCode> = {}) =>
  access.sendCode({
    address,
    purpose: { kind: 'sign_in' },
    source: `source ${sources++}`,
    locale: 'en-US',
    ...extra,
  })

const type = (address: string, code: string, from = new Headers()) =>
  access.signInWithCode({ address, code, source: `source ${sources++}`, from })

async function mailedCode(typed: string): Promise<string> {
  const read = readAddress(typed)
  const address = read.ok ? read.plan.mailTo : typed
  const letter = await database.db
    .selectFrom('letter')
    .select('facts')
    .where('to_address', '=', address)
    .where('kind', '=', 'code')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return (letter.facts as { digits: string }).digits
}

async function signIn(address: string, from = new Headers()): Promise<string> {
  await send(address)
  const signedIn = await type(address, await mailedCode(address), from)
  if (!signedIn.ok) throw new Error(`refused: ${signedIn.refusal.code}`)
  return signedIn.plan.setCookie
}

const cookieOf = (setCookie: string) => new Headers({ cookie: setCookie.split(';')[0] ?? '' })
const requestWith = (setCookie: string) => new Request(origin, { headers: cookieOf(setCookie) })

test('a mailed code signs in, and the account has proved exactly that address', async () => {
  const actor = await access.actorOf(requestWith(await signIn('Ines.Okafor@harrowvale.example')))
  expect(actor).toMatchObject({
    kind: 'account',
    name: 'Ines.Okafor@harrowvale.example',
    addresses: [{ key: 'ines.okafor@harrowvale.example', address: 'Ines.Okafor@harrowvale.example' }],
    grants: [],
    staff: null,
  })
})

test('letter case and spelling of the domain lead to one account (O-18)', async () => {
  const first = await access.actorOf(requestWith(await signIn('info@bücher.example')))
  await send('INFO@BÜCHER.example')
  const again = await type('info@xn--bcher-kva.example', await mailedCode('INFO@BÜCHER.example'))
  const second = await access.actorOf(requestWith(again.ok ? again.plan.setCookie : ''))
  expect(second).toMatchObject({ accountId: first.kind === 'account' ? first.accountId : 'somebody' })
})

test('addresses the library would not accept sign in all the same', async () => {
  for (const address of ["o'brien+tools@example.org", 'info@пример.рф', 'a/b=c@example.org']) {
    const actor = await access.actorOf(requestWith(await signIn(address)))
    expect(actor).toMatchObject({ addresses: [{ address }] })
  }
})

test('a code opens once', async () => {
  await send('once@example.org')
  const code = await mailedCode('once@example.org')
  expect(await type('once@example.org', code)).toMatchObject({ ok: true })
  expect(await type('once@example.org', code)).toMatchObject({ refusal: { code: 'code_wrong' } })
})

test('of ten who type the same code at once, one is signed in', async () => {
  await send('race@example.org')
  const code = await mailedCode('race@example.org')
  const answers = await Promise.all(Array.from({ length: 10 }, () => type('race@example.org', code)))
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
})

test('a code ends after ten minutes', async () => {
  await send('late@example.org')
  const code = await mailedCode('late@example.org')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 + 1000 })
  expect(await type('late@example.org', code)).toMatchObject({ refusal: { code: 'code_expired' } })
})

test('a newer code replaces the older one (O-11)', async () => {
  await send('twice@example.org')
  const older = await mailedCode('twice@example.org')
  await send('twice@example.org')
  const newer = await mailedCode('twice@example.org')
  expect(await type('twice@example.org', older)).toMatchObject({ ok: older === newer })
  expect(await type('twice@example.org', newer)).toMatchObject({ ok: true })
})

test('five wrong tries use a code up, even for the right one', async () => {
  await send('guess@example.org')
  const code = await mailedCode('guess@example.org')
  const wrong = code === '000000' ? '000001' : '000000'
  for (let tried = 0; tried < 5; tried++) {
    expect(await type('guess@example.org', wrong)).toMatchObject({ refusal: { code: 'code_wrong' } })
  }
  expect(await type('guess@example.org', code)).toMatchObject({ refusal: { code: 'code_spent' } })
})

test('a code typed with its gap is the same code', async () => {
  await send('gap@example.org')
  const code = await mailedCode('gap@example.org')
  expect(await type('gap@example.org', ` ${code.slice(0, 3)} ${code.slice(3)} `)).toMatchObject({ ok: true })
})

test('a known and an unknown address get the same answer (O-37)', async () => {
  await signIn('known@example.org')
  const known = await send('known@example.org')
  const unknown = await send('never.seen@example.org')
  const shape = (answer: typeof known) => (answer.ok ? Object.keys(answer.plan) : answer.refusal.code)
  expect(shape(unknown)).toEqual(shape(known))
  expect(await type('never.seen2@example.org', '123456')).toMatchObject({ refusal: { code: 'code_wrong' } })
})

test('the sixth code within a quarter of an hour is refused for that address, with the time to come back (O-37)', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2027-03-01T10:00:00Z') })
  for (let sent = 0; sent < 5; sent++) expect(await send('often@example.org')).toMatchObject({ ok: true })
  expect(await send('Often@example.org')).toMatchObject({
    refusal: { code: 'too_many_attempts', retryAt: new Date('2027-03-01T10:15:00Z') },
  })
  expect(await send('other@example.org')).toMatchObject({ ok: true })
  vi.setSystemTime(new Date('2027-03-01T10:15:00Z'))
  expect(await send('often@example.org')).toMatchObject({ ok: true })
})

test('one source cannot ask for codes or guess them without end (O-37)', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2027-03-02T10:00:00Z') })
  const source = 'one source'
  for (let sent = 0; sent < 300; sent++) await send(`person${sent}@example.org`, { source })
  expect(await send('person300@example.org', { source })).toMatchObject({
    refusal: { code: 'too_many_attempts' },
  })
  const guess = () =>
    access.signInWithCode({ address: 'x@example.org', code: '000000', source, from: new Headers() })
  for (let tried = 0; tried < 300; tried++) await guess()
  expect(await guess()).toMatchObject({ refusal: { code: 'too_many_attempts' } })
})

test('the session cookie is bound to the host, hidden from scripts, and sent over TLS only', async () => {
  const [pair, ...attributes] = (await signIn('cookie@example.org')).split('; ')
  expect(pair).toMatch(/^__Host-claviger_session=/)
  expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']))
  expect(attributes.join()).not.toContain('Domain')
})

test('what the database keeps of a session opens nothing', async () => {
  const cookie = await signIn('leak@example.org')
  const { rows } = await database.pool.query('select * from session s join account a on a.id = s.account_id')
  const kept = JSON.stringify(rows)
  const token = decodeURIComponent(cookie.split(';')[0]?.split('=')[1] ?? '').split('.')[0] ?? ''
  expect(token.length).toBeGreaterThan(20)
  expect(kept).not.toContain(token)
  for (const row of rows) {
    const stolen = new Request(origin, { headers: { cookie: `__Host-claviger_session=${row.token}` } })
    expect(await access.actorOf(stolen)).toEqual({ kind: 'anonymous', via: 'page' })
  }
})

test('a code is kept only as its hash', async () => {
  await send('hash@example.org')
  const code = await mailedCode('hash@example.org')
  const { rows } = await database.pool.query('select value from verification')
  expect(rows.map((row) => row.value).join()).not.toContain(code)
})

test('signing out, and ending other places, counts at the very next request', async () => {
  const here = await signIn(
    'places@example.org',
    new Headers({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }),
  )
  const there = await signIn(
    'places@example.org',
    new Headers({ 'user-agent': 'Mozilla/5.0 (iPhone) Safari/605.1' }),
  )
  const actor = await access.actorOf(requestWith(here))
  if (actor.kind !== 'account') throw new Error('not signed in')
  const places = await access.sessions(actor)
  expect(places).toMatchObject([
    { browser: 'Firefox', system: 'Linux', current: true },
    { browser: 'Safari', system: 'iPhone', current: false },
  ])
  await access.endOtherSessions(actor)
  expect(await access.actorOf(requestWith(there))).toMatchObject({ kind: 'anonymous' })
  expect(await access.signOut(requestWith(here))).toContain('Max-Age=0')
  expect(await access.actorOf(requestWith(here))).toMatchObject({ kind: 'anonymous' })
})

test('nobody ends the session of somebody else', async () => {
  const mine = await access.actorOf(requestWith(await signIn('mine@example.org')))
  const theirs = await signIn('theirs@example.org')
  const other = await access.actorOf(requestWith(theirs))
  if (mine.kind !== 'account' || other.kind !== 'account') throw new Error('not signed in')
  expect(await access.endSession(mine, other.sessionId)).toBe(false)
  expect(await access.actorOf(requestWith(theirs))).toMatchObject({ accountId: other.accountId })
})

test('a session renewed at a rise of rights has a new id, and the old one is dead', async () => {
  const before = await signIn('rise@example.org')
  const after = await access.renewSession(requestWith(before))
  if (!after) throw new Error('not renewed')
  expect(await access.actorOf(requestWith(before))).toMatchObject({ kind: 'anonymous' })
  expect(await access.actorOf(requestWith(after))).toMatchObject({ addresses: [{ key: 'rise@example.org' }] })
})

test('signing in ends the session this browser had before', async () => {
  const before = await signIn('first@example.org')
  await signIn('second@example.org', cookieOf(before))
  expect(await access.actorOf(requestWith(before))).toMatchObject({ kind: 'anonymous' })
})

test('a sign-in link shows without being used, signs in once, and tells the person by mail (O-07)', async () => {
  const made = await access.makeSignInLink('Owner@fenwick.example')
  const token = made.ok ? made.plan.path.replace('/signin/', '') : ''
  for (let looked = 0; looked < 2; looked++) {
    expect(await access.signInLink(token)).toEqual({ state: 'open', address: 'Owner@fenwick.example' })
  }
  const pressed = await Promise.all([1, 2, 3].map(() => access.signInWithLink(token, new Headers())))
  expect(pressed.filter((answer) => answer.ok)).toHaveLength(1)
  expect(await access.signInLink(token)).toMatchObject({ state: 'used' })
  expect(await access.signInLink('nothing')).toMatchObject({ state: 'unknown' })
  const letters = await database.db
    .selectFrom('letter')
    .select('kind')
    .where('to_address', '=', 'Owner@fenwick.example')
    .execute()
  expect(letters).toEqual([{ kind: 'new_sign_in' }])
})

test('a sign-in link ends after ten minutes', async () => {
  const made = await access.makeSignInLink('slow@fenwick.example')
  const token = made.ok ? made.plan.path.replace('/signin/', '') : ''
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 + 1000 })
  expect(await access.signInLink(token)).toMatchObject({ state: 'too_old' })
  expect(await access.signInWithLink(token, new Headers())).toMatchObject({
    refusal: { code: 'sign_in_link_dead' },
  })
})

test('a remembered browser is known by its own cookie only', async () => {
  const cookie = access.rememberBrowser('order:1')
  expect(access.isRemembered(requestWith(cookie), 'order:1')).toBe(true)
  expect(access.isRemembered(requestWith(cookie), 'order:2')).toBe(false)
  expect(access.isRemembered(requestWith(cookie.replace(/=./, '=A')), 'order:1')).toBe(cookie.includes('=A'))
})

test('a request with a damaged cookie is nobody, not an error', async () => {
  for (const value of ['%E0%A4%A', '.', 'x.y.z', '', `${'a'.repeat(5000)}.b`]) {
    const damaged = new Request(origin, { headers: { cookie: `__Host-claviger_session=${value}` } })
    expect(await access.actorOf(damaged)).toMatchObject({ kind: 'anonymous' })
  }
})
