import type { AccountActor } from '@claviger/core/teams/actor'
import type { StaffRole } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadEnclosed } from '../activation/enclosed-store.ts'
import { type letters, renderLetter } from '../app.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { assigned, token } from '../testing/post-office.ts'
import { openStory, type Story } from '../testing/story.ts'
import { cover } from './letter-secrets.ts'
import { letterPage, type MailQuery, mailPage } from './mail-views.ts'
import { type NewLetter, queueLetters } from './queue.ts'
import { resendLetter } from './resend-letter.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
})

beforeEach(async () => {
  await story.database.db.deleteFrom('letter').execute()
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const actor = (staff: StaffRole | null): AccountActor => ({
  ...{ kind: 'account', accountId: 'a', sessionId: 's', name: 'Pia Fenwick', via: 'page' },
  ...{ addresses: [], grants: [], staff },
})
const [owner, staff, stranger] = [actor('owner'), actor('staff'), actor(null)]
const reading = {
  ...{ render: renderLetter, enclosed: loadEnclosed },
  ...{ publicOrigin: 'https://licenses.fenwick.example', mailFrom: undefined },
}

const code = (digits: string, address = `person${digits}@example.org`): NewLetter<typeof letters> => ({
  kind: 'code',
  organizationId: 0,
  to: { address, name: '' },
  locale: 'en-US',
  facts: { digits, purpose: { kind: 'sign_in' }, validUntil: '2026-11-02T09:10:00Z' },
  secret: true,
})

const queue = (all: NewLetter<typeof letters>[]) => story.write(owner, queueLetters<typeof letters>, all)
const list = async (who: AccountActor, query: Partial<MailQuery> = {}) => {
  const page = await story.read(who, (read, asked: MailQuery) => mailPage({ ...read, ...reading }, asked), {
    ...{ state: null, search: '', from: '' },
    ...query,
  })
  if (!page.ok) throw new Error(page.refusal.code)
  return page.plan
}
const open = (who: AccountActor, letterId: string) =>
  story.read(who, (read, asked: { letterId: string }) => letterPage({ ...read, ...reading }, asked), {
    letterId,
  })

test('letters are listed newest first, page by page, none twice and none left out', async () => {
  for (let minute = 0; minute < 3; minute++) {
    await queue(Array.from({ length: 40 }, (_, index) => code(String(100_000 + minute * 100 + index))))
    story.pass({ minutes: 1 })
  }
  const seen: string[] = []
  for (let from: string | null = ''; from !== null; ) {
    const page = await list(owner, { from })
    expect(page.counts).toMatchObject({ waiting: 120, sent: 0 })
    seen.push(...page.rows.map((row) => row.id))
    from = page.next
  }
  const stored = await story.database.db
    .selectFrom('letter')
    .select('id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  expect(seen).toEqual(stored.map((row) => row.id))
})

test('a state or a part of an address narrows the list', async () => {
  await queue([code('111111'), code('222222')])
  await story.database.db
    .updateTable('letter')
    .set({ state: 'failed' })
    .where('to_address', 'like', '%111111%')
    .execute()
  expect((await list(owner, { state: 'failed' })).rows).toMatchObject([{ to: 'person111111@example.org' }])
  expect((await list(owner, { search: 'PERSON222' })).rows).toMatchObject([
    { to: 'person222222@example.org' },
  ])
  expect((await list(owner, { search: '%' })).rows).toEqual([])
})

test('an owner reads a code that has not been sent; staff see it covered', async () => {
  await queue([code('482913', 'jo@example.org')])
  const [row] = (await list(owner)).rows
  expect(row?.subject).toBe('482 913 is your code')
  expect(await open(owner, row?.id ?? '')).toMatchObject({ ok: true, plan: { covered: null } })
  const covered = await open(staff, row?.id ?? '')
  expect(covered).toMatchObject({ ok: true, plan: { covered: 'owners_only' } })
  expect(JSON.stringify([covered, await list(staff)])).not.toMatch(/482.?913/)
})

test('the link of a letter is shown to whoever may read it, and to nobody once it is covered', async () => {
  await queue([assigned('jo@example.org')])
  const [row] = (await list(staff)).rows
  const letter = { letterId: row?.id ?? '' }
  expect(await open(staff, letter.letterId)).toMatchObject({
    plan: { link: `${reading.publicOrigin}/a/${token}`, covered: null },
  })
  await story.database.db.updateTable('letter').set({ secret: true, state: 'sent' }).execute()
  expect(await open(owner, letter.letterId)).toMatchObject({ plan: { link: null, covered: 'left' } })
  await story.database.db
    .updateTable('letter')
    .set({ state: 'kept', facts: sql`facts || ${JSON.stringify({ door: cover })}::jsonb` })
    .execute()
  expect(await open(owner, letter.letterId)).toMatchObject({ plan: { link: null, covered: 'ended' } })
})

test('a letter says who had it sent again, and when', async () => {
  await queue([assigned('jo@example.org')])
  await story.database.db.updateTable('letter').set({ state: 'failed' }).execute()
  const [row] = (await list(owner)).rows
  await story.write(staff, resendLetter, { letterId: row?.id ?? '' })
  expect(await open(owner, row?.id ?? '')).toMatchObject({
    plan: { state: 'waiting', sentAgain: [{ at: story.now(), by: 'Pia Fenwick' }] },
  })
})

test('the list counts what it finds, and names who letters come from', async () => {
  await queue([code('111111'), code('222222'), assigned('jo@example.org')])
  await story.database.db
    .updateTable('letter')
    .set({ state: 'failed' })
    .where('to_address', 'like', 'person%')
    .execute()
  expect(await list(owner, { search: 'person1' })).toMatchObject({ matching: 1, counts: { failed: 2 } })
  expect(await list(owner, { search: 'person', state: 'waiting' })).toMatchObject({ matching: 0 })
  expect((await list(owner)).matching).toBe(3)
  expect((await list(owner)).sender).toMatchObject({ name: 'Fenwick Tools' })
})

test('nobody but the vendor looks at mail or sends it again', async () => {
  await queue([code('482913')])
  const [row] = (await list(owner)).rows
  await expect(list(stranger)).rejects.toThrow('not_allowed')
  expect(await open(stranger, row?.id ?? '')).toMatchObject({ refusal: { code: 'not_allowed' } })
  expect(await story.write(stranger, resendLetter, { letterId: row?.id ?? '' })).toMatchObject({
    refusal: { code: 'not_allowed' },
  })
})

test.each(['nothing', '00000000-0000-7000-8000-000000000000', '\u0000'])(
  'the letter %j does not exist',
  async (letterId) => {
    expect(await open(owner, letterId)).toMatchObject({ refusal: { code: 'letter_not_found' } })
    expect(await story.write(owner, resendLetter, { letterId })).toMatchObject({
      refusal: { code: 'letter_not_found' },
    })
  },
)

test('a place in the list that makes no sense is the beginning', async () => {
  await queue([code('482913')])
  for (const from of ['x', 'x_y', '2026-01-01_nothing', '_'])
    expect((await list(owner, { from })).rows).toHaveLength(1)
})
