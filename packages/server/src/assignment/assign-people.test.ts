import { randomUUID } from 'node:crypto'
import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lettersOf, seatsOf } from '../testing/acts.ts'
import { countStatements } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { readingOf } from '../testing/people-files.ts'
import {
  actorWith,
  buySeats,
  type Customer,
  dump,
  newCustomer,
  newTeam,
  openAccount,
  openStory,
  planOf,
  refusalOf,
  rowsOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { textRow, workbookOf } from '../testing/workbooks.ts'
import { type AssignPeople, assignPeople } from './assign-people.ts'
import { jobPage } from './job-views.ts'

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

const form = (customer: Customer, rows: readonly AssignmentRow[], extra: Partial<AssignPeople> = {}) => ({
  ...{ organizationId: customer.organizationId, teamId: customer.teamId, productCode: customer.productCode },
  ...{ rows, cameBy: 'form' as const, jobId: randomUUID(), preview: false },
  ...extra,
})

const give = (customer: Customer, rows: readonly AssignmentRow[], extra: Partial<AssignPeople> = {}) =>
  story.write(customer.admin, assignPeople, form(customer, rows, extra))

const eventsOf = (customer: Customer) =>
  story.database.db
    .selectFrom('event')
    .selectAll()
    .where('organization_id', '=', customer.organizationId)
    .orderBy('id')
    .execute()

const minutesLater = (minutes: number) => new Date(story.now().getTime() + minutes * 60_000)

describe('assigning', () => {
  test('a workbook with its owner and one person in three spellings makes two of them, and takes no role away (O-23)', async () => {
    const customer = await newCustomer(story, 5)
    const rolesOf = () =>
      story.database.db
        .selectFrom('role_grant')
        .selectAll()
        .where('organization_id', '=', customer.organizationId)
        .execute()
    const roles = await rolesOf()
    const people = [
      'signe@example.org',
      'Signe@example.org',
      ' SIGNE@EXAMPLE.ORG ',
      'INES.OKAFOR@harrowvale.example',
    ]
    const rows = [textRow(1, 'Email'), ...people.map((address, index) => textRow(index + 2, address))]
    const { rows: read } = await readingOf(workbookOf([{ name: 'A', rows: rows.join('') }]), 'a.xlsx')
    const asked = form(
      customer,
      read.map((row) => ({ ...row, anyway: false })),
    )
    planOf(await story.write(customer.admin, assignPeople, asked))
    const query = { organizationId: customer.organizationId, jobId: asked.jobId, page: 1, perPage: 9 }
    const { lines, state } = planOf(await story.read(customer.admin, jobPage, query))
    expect(state).toBe('ended')
    expect(lines.toSorted((one, other) => one.line - other.line)).toMatchObject([
      { line: 2, outcome: 'done' },
      { line: 3, outcome: 'skipped', reason: { code: 'twice_in_list', firstLine: 2 } },
      { line: 4, outcome: 'skipped', reason: { code: 'twice_in_list', firstLine: 2 } },
      { line: 5, outcome: 'done' },
    ])
    expect((await seatsOf(story, customer)).holders.map((holder) => holder.toLowerCase())).toEqual([
      ...['signe@example.org', 'ines.okafor@harrowvale.example'],
    ])
    expect(await rolesOf()).toEqual(roles)
  })

  test('gives one license, a letter two minutes later, and a line in the log', async () => {
    const customer = await newCustomer(story, 3)
    const plan = planOf(await give(customer, rowsOf('Pekka.Lahtinen@harrowvale.example')))
    expect(plan.take).toHaveLength(1)
    expect(await seatsOf(story, customer)).toEqual({
      ...{ free: 2, invited: 1, connected: 0, holders: ['Pekka.Lahtinen@harrowvale.example'] },
    })
    const [letter, ...more] = await lettersOf(story, customer)
    expect(more).toEqual([])
    expect(letter).toMatchObject({
      ...{ kind: 'license_assigned', to_address: 'Pekka.Lahtinen@harrowvale.example', state: 'waiting' },
      ...{ send_after: minutesLater(2), locale: 'en-GB' },
    })
    expect(letter?.facts).toMatchObject({
      ...{ by: 'Ines Okafor', byAddress: 'ines.okafor@harrowvale.example', product: 'Loomwright' },
      ...{ paidThrough: '2027-11-01', connected: false, door: expect.stringMatching(/^[0-9a-z]{26}$/) },
    })
    const [event, ...others] = await eventsOf(customer)
    expect(others).toEqual([])
    expect(event).toMatchObject({
      ...{ what: 'license_assigned', actor: 'Ines Okafor', via: 'page', team_id: customer.teamId },
    })
  })

  test('connects at once where the address belongs to an account', async () => {
    const customer = await newCustomer(story, 1)
    await openAccount(story, visitor('amaya@harrowvale.example'))
    planOf(await give(customer, rowsOf('amaya@harrowvale.example')))
    expect(await seatsOf(story, customer)).toMatchObject({ free: 0, invited: 0, connected: 1 })
    expect((await lettersOf(story, customer))[0]?.facts).toMatchObject({ connected: true })
  })

  test('a preview says what would happen and writes nothing', async () => {
    const customer = await newCustomer(story, 2)
    const before = await dump(story)
    const rows = rowsOf('a@harrowvale.example', 'b@harrowvale.example', 'c@harrowvale.example', 'nobody')
    const plan = planOf(await give(customer, rows, { preview: true }))
    expect(plan.outcomes.map((outcome) => outcome.group)).toEqual(['ready', 'ready', 'short', 'look'])
    expect(plan.freeSeats).toBe(2)
    expect(await dump(story)).toEqual(before)
  })

  test('one bad line holds nobody else up, and every line of the report says what happened (O-14)', async () => {
    const customer = await newCustomer(story, 5)
    planOf(await give(customer, rowsOf('member@harrowvale.example')))
    const list = ['good1@harrowvale.example', 'not-an-address', 'member@harrowvale.example']
    const rows = rowsOf(...list, 'good1@harrowvale.example', 'good2@harrowvale.example')
    const jobId = randomUUID()
    planOf(await give(customer, rows, { cameBy: 'list', jobId }))
    const { organizationId } = customer
    const job = planOf(
      await story.read(customer.admin, jobPage, { organizationId, jobId, page: 1, perPage: 50 }),
    )
    expect(job).toMatchObject({ done: 2, skipped: 2, refused: 1, startedBy: 'Ines Okafor', mayUndo: true })
    expect(
      job.lines
        .toSorted((a, b) => a.line - b.line)
        .map(({ line, address, outcome, reason }) => [...[line, address, outcome, reason.code]]),
    ).toEqual([
      [1, 'good1@harrowvale.example', 'done', undefined],
      [2, 'not-an-address', 'refused', 'address_without_at'],
      [3, 'member@harrowvale.example', 'skipped', 'already_has_license'],
      [4, 'good1@harrowvale.example', 'skipped', 'twice_in_list'],
      [5, 'good2@harrowvale.example', 'done', undefined],
    ])
    expect(await seatsOf(story, customer)).toMatchObject({ free: 2, invited: 3 })
    expect(await lettersOf(story, customer)).toHaveLength(3)
  })

  test('several people on one pasted line are each a line of the report', async () => {
    const customer = await newCustomer(story, 3)
    const rows = rowsOf('alma@harrowvale.example', 'ben@harrowvale.example', 'nobody').map((row) => ({
      ...{ ...row, line: 1 },
    }))
    const jobId = randomUUID()
    planOf(await give(customer, rows, { cameBy: 'list', jobId }))
    const { organizationId } = customer
    const job = planOf(
      await story.read(customer.admin, jobPage, { organizationId, jobId, page: 1, perPage: 50 }),
    )
    expect(job.lines.map(({ line, address, outcome }) => [line, address, outcome])).toEqual([
      [1, 'nobody', 'refused'],
      [1, 'alma@harrowvale.example', 'done'],
      [1, 'ben@harrowvale.example', 'done'],
    ])
  })

  test('the same form sent again does nothing again (O-61)', async () => {
    const customer = await newCustomer(story, 5)
    const request = form(customer, rowsOf('seun@harrowvale.example'))
    planOf(await story.write(customer.admin, assignPeople, request))
    const after = await dump(story)
    planOf(await story.write(customer.admin, assignPeople, request))
    expect(await dump(story)).toEqual(after)
  })

  test('the same form sent twice at once gives one license and one letter (O-61)', async () => {
    const customer = await newCustomer(story, 5)
    const request = form(customer, rowsOf('seun@harrowvale.example'))
    const answers = await Promise.all([1, 2, 3].map(() => story.write(customer.admin, assignPeople, request)))
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(await seatsOf(story, customer)).toMatchObject({ free: 4, invited: 1 })
    expect(await lettersOf(story, customer)).toHaveLength(1)
  })

  test('is refused with both numbers when nobody could be given one, and leaves nothing behind', async () => {
    const customer = await newCustomer(story, 1)
    planOf(await give(customer, rowsOf('first@harrowvale.example')))
    const before = await dump(story)
    const refusal = refusalOf(await give(customer, rowsOf('x@harrowvale.example', 'y@harrowvale.example')))
    expect(refusal).toMatchObject({ code: 'no_free_seat', asked: 2, free: 0, product: 'Loomwright' })
    expect(refusal.why).toMatchObject([{ rule: 'team_has_free_seat', met: false }])
    expect(await dump(story)).toEqual(before)
  })

  test('takes no license of a subscription whose grace is over', async () => {
    const customer = await newCustomer(story, 0)
    await buySeats(story, customer, 2, 30)
    story.pass({ days: 37 })
    expect(planOf(await give(customer, rowsOf('late@harrowvale.example'), { preview: true })).freeSeats).toBe(
      2,
    )
    story.pass({ days: 1 })
    const refusal = refusalOf(await give(customer, rowsOf('late@harrowvale.example')))
    expect(refusal).toMatchObject({ code: 'no_free_seat', asked: 1, free: 0 })
    story.pass({ days: -38 })
  })
})

describe('who may assign', () => {
  test('two administrators on the last seat: the first holder keeps it, the second is told the truth (O-01)', async () => {
    const customer = await newCustomer(story, 1)
    const second = await actorWith(story, customer.organizationId, {
      ...{ address: 'ben@harrowvale.example', name: 'Ben', role: 'administrator' },
    })
    planOf(await give(customer, rowsOf('mira@harrowvale.example')))
    const late = form(customer, rowsOf('tomas@harrowvale.example'))
    expect(refusalOf(await story.write(second, assignPeople, late))).toMatchObject({ code: 'no_free_seat' })
    expect(await seatsOf(story, customer)).toMatchObject({ free: 0, holders: ['mira@harrowvale.example'] })
    expect(await eventsOf(customer)).toHaveLength(1)
  })

  test('a team administrator assigns from his own team and knows nothing of the other', async () => {
    const customer = await newCustomer(story, 2)
    const own = await newTeam(story, customer, 2)
    const { organizationId, teamId } = own
    const actor = await actorWith(story, organizationId, {
      ...{ address: 'team@harrowvale.example', name: 'Tess', role: 'team_administrator', teamId },
    })
    const elsewhere = form(customer, rowsOf('a@harrowvale.example'))
    expect(refusalOf(await story.write(actor, assignPeople, elsewhere)).code).toBe('team_not_found')
    planOf(await story.write(actor, assignPeople, form(own, rowsOf('a@harrowvale.example'))))
    expect(await seatsOf(story, customer)).toMatchObject({ free: 3, invited: 1 })
  })

  test('a viewer sees and may not; a stranger does not see', async () => {
    const customer = await newCustomer(story, 2)
    const stranger = (await newCustomer(story, 2)).admin
    const viewer = await actorWith(story, customer.organizationId, {
      ...{ address: 'viewer@harrowvale.example', name: 'Vi', role: 'viewer' },
    })
    const before = await dump(story)
    for (const [actor, code] of [
      [viewer, 'not_allowed'],
      [stranger, 'team_not_found'],
      [anonymous, 'team_not_found'],
    ] as const) {
      const request = form(customer, rowsOf('a@harrowvale.example'))
      expect(refusalOf(await story.write(actor, assignPeople, request)).code).toBe(code)
    }
    expect(await dump(story)).toEqual(before)
  })

  test.each([
    ['a team of another organization', { teamId: 2_999_999 }, 'team_not_found'],
    ['a product that is not there', { productCode: 'NONE' }, 'product_not_found'],
    ['a team that is no number', { teamId: Number.NaN }, 'team_not_found'],
    ['a product with a zero byte', { productCode: 'LO\u0000OM' }, 'product_not_found'],
    ['a form that was given no id', { jobId: 'abc' }, 'not_a_form_id'],
  ] as const)('refuses %s by name', async (_, wrong, code) => {
    const customer = await newCustomer(story, 1)
    const refused = await give(customer, rowsOf('a@harrowvale.example'), wrong)
    expect(refusalOf(refused).code).toBe(code)
  })
})

test('ten people and five hundred cost the same number of statements', async () => {
  const customer = await newCustomer(story, 600)
  const crowd = (people: number) =>
    rowsOf(...Array.from({ length: people }, (_, n) => `p${people}.${n}@harrowvale.example`))
  const [ten, hundreds] = [crowd(10), crowd(500)]
  const few = await countStatements(story.database, async () => planOf(await give(customer, ten)))
  const many = await countStatements(story.database, async () => planOf(await give(customer, hundreds)))
  expect(many).toBe(few)
  expect(few).toBeLessThan(25)
  expect(await seatsOf(story, customer)).toMatchObject({ free: 90, invited: 510 })
})
