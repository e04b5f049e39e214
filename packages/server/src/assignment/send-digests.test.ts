import { randomUUID } from 'node:crypto'
import { system } from '@claviger/core/teams/actor'
import { beforeEach, expect, test } from 'vitest'
import { newLink, take } from '../testing/acts.ts'
import { openPostOffice } from '../testing/post-office.ts'
import { actorWith, type Customer, newCustomer, newTeam, planOf } from '../testing/story.ts'
import { askAdministrator } from './ask-administrator.ts'
import type { DigestFacts } from './digest-letters.ts'
import { saveSwitch } from './letter-switch-store.ts'
import { sendDigests } from './send-digests.ts'

const office = openPostOffice()
const [ines, pekka] = ['ines.okafor@harrowvale.example', 'pekka@harrowvale.example']

// Half past seven in London, with every summary sent there was to send; only what a test does is news.
beforeEach(async () => {
  setClock('2026-11-03T09:00:00Z')
  await allTurns()
  await office.story.database.db.deleteFrom('letter').execute()
})

function setClock(instant: string): void {
  office.story.pass({ minutes: (new Date(instant).getTime() - office.story.now().getTime()) / 60_000 })
}

const turn = async () => planOf(await office.story.write(system, sendDigests, {})).digests

async function allTurns(): Promise<void> {
  while ((await turn()) > 0);
}

async function digests(customer: Customer) {
  const letters = await office.stored()
  return letters
    .filter((one) => one.kind === 'daily_digest' && one.organization_id === customer.organizationId)
    .map((one) => ({ to: one.to_address, ...(one.facts as DigestFacts) }))
}

async function taken(customer: Customer, ...addresses: string[]): Promise<void> {
  const { token } = await newLink(office.story, customer, { cap: '9' })
  for (const address of addresses) planOf(await take(office.story, token, address))
}

test('at eight the next morning, and once, administrators are told who took a license by which link', async () => {
  const customer = await newCustomer(office.story, 9)
  await allTurns()
  await taken(customer, 'jo@harrowvale.example', 'noor@harrowvale.example')
  setClock('2026-11-04T07:59:00Z')
  await allTurns()
  expect(await digests(customer)).toEqual([])
  setClock('2026-11-04T08:00:00Z')
  await Promise.all([allTurns(), allTurns(), allTurns()])
  await allTurns()
  expect(await digests(customer)).toMatchObject([
    {
      ...{ to: ines, from: '2026-11-03', through: '2026-11-03', requests: 0 },
      links: [
        {
          ...{ link: 'Autumn', cap: 9, count: 2, taken: 2, product: 'Loomwright' },
          people: [{ person: 'jo@harrowvale.example' }, { person: 'noor@harrowvale.example' }],
        },
      ],
    },
  ])
})

test('an organization in which nothing happened writes to nobody', async () => {
  const customer = await newCustomer(office.story, 3)
  setClock('2026-11-04T09:00:00Z')
  await allTurns()
  expect(await digests(customer)).toEqual([])
})

test('whoever administers some teams gets one letter about those, and none about others', async () => {
  const customer = await newCustomer(office.story, 5)
  const other = await newTeam(office.story, customer, 5)
  const third = await newTeam(office.story, customer, 5)
  const role = { address: pekka, name: 'Pekka', role: 'team_administrator' } as const
  for (const { teamId } of [other, third])
    await actorWith(office.story, customer.organizationId, { ...role, teamId })
  await allTurns()
  await taken(customer, 'jo@harrowvale.example')
  setClock('2026-11-04T09:00:00Z')
  await allTurns()
  expect((await digests(customer)).map(({ to }) => to)).toEqual([ines])
  await taken(other, 'noor@harrowvale.example')
  setClock('2026-11-05T09:00:00Z')
  await allTurns()
  const second = (await digests(customer)).filter(({ from }) => from === '2026-11-04')
  expect(second.map(({ to }) => to).sort()).toEqual([ines, pekka])
})

test('what waits for an answer, what failed and what was answered is told with it', async () => {
  const customer = await newCustomer(office.story, 1)
  await allTurns()
  const { token } = await newLink(office.story, customer, { cap: '1' })
  planOf(await take(office.story, token, 'jo@harrowvale.example'))
  const asking = { token, address: 'noor@harrowvale.example', note: '', reason: 'link_used_up' }
  planOf(await office.story.write({ kind: 'anonymous', via: 'page' }, askAdministrator, asking))
  await leaveBehind(customer)
  setClock('2026-11-04T09:00:00Z')
  await allTurns()
  expect(await digests(customer)).toMatchObject([
    { requests: 1, lettersFailed: 1, kept: 1, freed: 1, givenBack: 0, jobs: [{ done: 3, left: 2 }] },
  ])
})

test('days that were missed are made up for, a week at most', async () => {
  const customer = await newCustomer(office.story, 5)
  await allTurns()
  await taken(customer, 'jo@harrowvale.example')
  setClock('2026-11-06T09:00:00Z')
  await allTurns()
  expect(await digests(customer)).toMatchObject([{ from: '2026-11-03', through: '2026-11-05' }])
  setClock('2026-12-06T09:00:00Z')
  await taken(customer, 'noor@harrowvale.example')
  setClock('2026-12-24T09:00:00Z')
  await allTurns()
  expect(await digests(customer)).toHaveLength(1)
})

test.each(['the administrator', 'the organization'])('%s can switch the summary off', async (who) => {
  const customer = await newCustomer(office.story, 5)
  await allTurns()
  await taken(customer, 'jo@harrowvale.example')
  const off = { kind: 'daily_digest', enabled: false, by: 'Ines Okafor' } as const
  const ids = who === 'the organization' ? [null] : customer.admin.grants.map((grant) => grant.personId)
  await office.story.write(system, (tx) => saveSwitch(tx, customer.organizationId, off, ids), null)
  setClock('2026-11-04T09:00:00Z')
  await allTurns()
  expect(await digests(customer)).toEqual([])
})

/** A mail that was refused, two answers, and a job that did not do everything. */
async function leaveBehind({ organizationId, teamId }: Customer): Promise<void> {
  const { db } = office.story.database
  const now = office.story.now()
  const held = await db
    .selectFrom('assignment')
    .select(['id', 'person_id'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  await db.updateTable('letter').set({ state: 'failed' }).where('assignment_id', '=', held.id).execute()
  const asked = {
    organization_id: organizationId,
    assignment_id: held.id,
    person_id: held.person_id,
    team_id: teamId,
  }
  const answered = { asked_at: now, answered_at: now, asked_by: 'Ines Okafor', due_on: '2026-11-03' }
  for (const state of ['kept', 'freed'] as const)
    await db
      .insertInto('keep_question')
      .values({ ...asked, ...answered, id: randomUUID(), door: randomUUID(), state })
      .execute()
  await db
    .insertInto('job')
    .values({
      ...{ organization_id: organizationId, team_id: teamId, id: randomUUID(), kind: 'assign' },
      ...{ product_code: 'LOOM', started_by: 'Ines Okafor', started_at: now, undo_until: now },
      ...{ letters_at: now, ended_at: now, done: 3, skipped: 0, refused: 2 },
    })
    .execute()
}
