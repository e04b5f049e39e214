import { randomUUID } from 'node:crypto'
import { anonymous, system } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handOutCodes } from '../activation/hand-out-codes.ts'
import { assign, lettersOf, licenseOf, seatsOf, these, undo } from '../testing/acts.ts'
import { appOf } from '../testing/app-of.ts'
import { countStatements } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { connectMachine } from '../testing/devices.ts'
import { withKeys } from '../testing/keys.ts'
import {
  actorWith,
  addressOf,
  type Customer,
  dump,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { changeEndDay } from './change-end-day.ts'
import { freeOnDay } from './free-on-day.ts'
import { jobPage } from './job-views.ts'
import type { PeopleFilter, PeopleSelection } from './people-filter.ts'
import { peoplePage } from './people-views.ts'
import { type ReassignLicenses, reassignLicenses } from './reassign-licenses.ts'
import { remindOfEnds } from './remind-of-ends.ts'
import { revokePeople } from './revoke-people.ts'
import { whoHolds } from './who-holds-views.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const at = (name: string, domain = 'harrowvale.example') => `${name}@${domain}`

/** Lets the letters that are due leave, as the outbox would. */
const deliver = () =>
  story.database.db
    .updateTable('letter')
    .set({ state: 'sent', sent_at: story.now() })
    .where('state', '=', 'waiting')
    .where('send_after', '<=', story.now())
    .execute()

async function listed(customer: Customer, filter: PeopleFilter, more: object = {}) {
  const { organizationId, admin } = customer
  const query = { organizationId, filter, page: 1, perPage: 100, ...more }
  return planOf(await story.read(admin, peoplePage, query))
}

const namesOf = async (customer: Customer, filter: PeopleFilter, more: object = {}) =>
  (await listed(customer, filter, more)).people.map((person) => person.address.split('@')[0])

async function personOf({ organizationId }: Customer, address: string): Promise<string> {
  const row = await story.database.db
    .selectFrom('person')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('address_key', '=', addressOf(address).key)
    .executeTakeFirstOrThrow()
  return row.id
}

const removing = ({ organizationId, admin }: Customer, people: PeopleSelection, preview = false) =>
  story.write(admin, revokePeople, { organizationId, people, jobId: randomUUID(), preview })

describe('the list of people', () => {
  let town: Customer
  let dyes: Customer

  beforeAll(async () => {
    town = await newCustomer(story, 8)
    dyes = await newTeam(story, { ...town, productCode: 'FERR' }, 3)
    await assign(story, town, at('ada'), at('ben'), at('cleo'), at('dan', 'elsewhere.example'))
    await assign(story, dyes, at('ada'), at('eve'))
    const { organizationId } = town
    const own = async (name: string) => ({
      organizationId,
      licenseId: await licenseOf(story, town, at(name)),
    })
    await connectMachine(story, visitor(at('ada')), await own('ada'))
    await handOutCode(town, await licenseOf(story, town, at('cleo')))
    story.pass({ days: 40 })
    await connectMachine(story, visitor(at('ben')), await own('ben'))
    story.pass({ days: 30 })
  })

  async function handOutCode({ organizationId, admin }: Customer, licenseId: string) {
    const request = { organizationId, selection: these(licenseId) }
    planOf(await story.write(admin, handOutCodes, request))
  }

  test('tells idle, never and not recorded apart: three words for three things', async () => {
    expect(await namesOf(town, { idleDays: 60 })).toEqual(['ada'])
    expect(await namesOf(town, { idleDays: 30 })).toEqual(['ada', 'ben'])
    expect(await namesOf(town, { use: 'not_recorded' })).toEqual(['cleo'])
    expect(await namesOf(town, { use: 'never' })).toEqual(['dan', 'eve'])
  })

  test('finds people by product, team, domain, state and name, all at once', async () => {
    expect(await namesOf(town, { products: ['FERR'] })).toEqual(['ada', 'eve'])
    expect(await namesOf(town, { teams: [dyes.teamId] })).toEqual(['ada', 'eve'])
    expect(await namesOf(town, { products: ['FERR'], idleDays: 1 })).toEqual([])
    expect(await namesOf(town, { domain: 'elsewhere.example' })).toEqual(['dan'])
    expect(await namesOf(town, { outside: true })).toEqual(['dan'])
    expect(await namesOf(town, { status: ['connected'] })).toEqual(['ada', 'ben', 'eve'].slice(0, 2))
    expect(await namesOf(town, { holding: 'none' })).toEqual(['ines.okafor'])
    expect(await namesOf(town, { search: 'DA', holding: 'some' })).toEqual(['ada', 'dan'])
  })

  test('of a pasted list tells who holds what, and the codes that nobody can call back', async () => {
    const { organizationId, admin } = town
    const addressKeys = [at('cleo'), at('eve')].map((address) => addressOf(address).key)
    const { people, codes } = planOf(await story.read(admin, whoHolds, { organizationId, addressKeys }))
    expect(people.map(({ licenses }) => licenses.map(({ product }) => product))).toEqual([
      ['Loomwright'],
      ['Ferrule'],
    ])
    expect(codes).toMatchObject({ count: 1 })
  })

  test('the page of one of them tells what they hold, the code that is out, and what they were written', async () => {
    const { organizationId, admin } = town
    const { views } = await appOf(story)
    const personId = await personOf(town, at('cleo'))
    const page = planOf(await views.wholePerson(admin, { organizationId, personId }))
    expect(page.held).toMatchObject([
      { product: 'Loomwright', assignedBy: 'Ines Okafor', hasCode: true, lastSeenAt: null, mayRevoke: true },
    ])
    expect(page.held[0]?.codes).toMatchObject({ count: 1 })
    expect(page.letters.map(({ subject }) => subject)).toEqual(['Ines Okafor gave you Loomwright'])
    expect([page.past, page.requests]).toEqual([[], []])
  })

  test('is in the order of last use, whoever was never seen last either way', async () => {
    const holders = { holding: 'some' } as const
    expect((await namesOf(town, holders, { sort: 'used' })).slice(0, 2)).toEqual(['ada', 'ben'])
    const turned = await namesOf(town, holders, { sort: 'used', descending: true })
    expect(turned.slice(0, 2)).toEqual(['ben', 'ada'])
  })

  test('a team administrator finds those who hold something of the team', async () => {
    const tess = await actorWith(story, town.organizationId, {
      ...{ address: at('tess'), name: 'Tess', role: 'team_administrator', teamId: dyes.teamId },
    })
    const query = { organizationId: town.organizationId, filter: {}, page: 1, perPage: 50 }
    const { people, domains } = planOf(await story.read(tess, peoplePage, query))
    expect(people.map(({ address }) => address)).toEqual([at('ada'), at('eve')])
    expect(domains).toEqual(['harrowvale.example'])
  })
})

describe('removing people from everything', () => {
  test('is one job over all teams, and one undo gives all of it back', async () => {
    const customer = await newCustomer(story, 2)
    const dyes = await newTeam(story, { ...customer, productCode: 'FERR' }, 1)
    await assign(story, customer, at('ada'))
    await assign(story, dyes, at('ada'))
    story.pass({ minutes: 5 })
    await deliver()
    const personId = await personOf(customer, at('ada'))
    const jobId = randomUUID()
    const { organizationId, admin } = customer
    const people = { kind: 'these', personIds: [personId] } as const
    const request = { organizationId, people, jobId, preview: false }
    expect(planOf(await story.write(admin, revokePeople, request)).revoke).toHaveLength(2)
    const [person] = (await listed(customer, { search: 'ada' })).people
    expect(person?.licenses).toEqual([])
    const told = (await lettersOf(story, customer)).filter(({ kind }) => kind === 'license_revoked')
    expect(told).toMatchObject([{ to_address: at('ada'), state: 'waiting' }])
    planOf(await undo(story, customer, jobId))
    expect((await listed(customer, { search: 'ada' })).people[0]?.licenses).toHaveLength(2)
    expect((await story.write(admin, revokePeople, request)).ok).toBe(true)
    expect((await listed(customer, { search: 'ada' })).people[0]?.licenses).toHaveLength(2)
  })

  test('leaves what lies in teams the actor may not take back from', async () => {
    const customer = await newCustomer(story, 1)
    const dyes = await newTeam(story, { ...customer, productCode: 'FERR' }, 1)
    await assign(story, customer, at('ada'))
    await assign(story, dyes, at('ada'))
    const { organizationId } = customer
    const tess = await actorWith(story, organizationId, {
      ...{ address: at('tess'), name: 'Tess', role: 'team_administrator', teamId: dyes.teamId },
    })
    const people = { kind: 'these', personIds: [await personOf(customer, at('ada'))] } as const
    const request = { organizationId, people, jobId: randomUUID(), preview: false }
    expect(planOf(await story.write(tess, revokePeople, request)).revoke).toHaveLength(1)
    expect((await seatsOf(story, customer)).holders).toEqual([at('ada')])
    // The team's administrator still finds the person, to undo it from their page.
    const { views } = await appOf(story)
    const page = planOf(
      await views.wholePerson(tess, { organizationId, personId: people.personIds[0] ?? '' }),
    )
    expect([page.held, page.past.map(({ product, reason }) => [product, reason])]).toEqual([
      [],
      [['Ferrule', 'revoked']],
    ])
    expect((await story.write(tess, revokePeople, request)).ok).toBe(true)
  })

  test('of a pasted list takes from whoever is known, and asks no more of the database for forty than for one', async () => {
    const customer = await newCustomer(story, 45)
    const leavers = Array.from({ length: 40 }, (_, index) => at(`leaver${index}`))
    await assign(story, customer, ...leavers, at('stays'))
    const keys = [...leavers, at('nobody')].map((address) => addressOf(address).key)
    const { organizationId, admin } = customer
    const known = planOf(await story.read(admin, whoHolds, { organizationId, addressKeys: keys }))
    expect(known.people).toHaveLength(40)
    const one = await countStatements(story.database, () =>
      removing(customer, { kind: 'addresses', addressKeys: keys.slice(0, 1) }),
    )
    const many = await countStatements(story.database, () =>
      removing(customer, { kind: 'addresses', addressKeys: keys }),
    )
    expect(many).toBeLessThanOrEqual(one)
    expect((await seatsOf(story, customer)).holders).toEqual([at('stays')])
  })

  test('of all that match but some', async () => {
    const customer = await newCustomer(story, 3)
    await assign(story, customer, at('ada'), at('ben'), at('cleo'))
    const except = [await personOf(customer, at('ben'))]
    const people = { kind: 'matching', filter: { domain: 'harrowvale.example' }, except } as const
    planOf(await removing(customer, people))
    expect((await seatsOf(story, customer)).holders).toEqual([at('ben')])
  })

  test('a preview tells and changes nothing; a stranger’s person is not there', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, at('ada'))
    const people = { kind: 'these', personIds: [await personOf(customer, at('ada'))] } as const
    const before = await dump(story)
    expect(planOf(await removing(customer, people, true)).revoke).toHaveLength(1)
    const stranger = await newCustomer(story, 0)
    expect(refusalOf(await removing({ ...stranger, admin: stranger.admin }, people)).code).toBe(
      'person_not_found',
    )
    expect((await dump(story)).assignment).toEqual(before.assignment)
  })
})

describe('passing licenses on', () => {
  async function passing(customer: Customer, more: Partial<ReassignLicenses> = {}) {
    const { organizationId, admin } = customer
    const request: ReassignLicenses = {
      ...{ organizationId, personId: await personOf(customer, at('ada')), licenses: 'all' },
      ...{ to: { email: at('noor'), name: 'Noor El-Sayed' }, jobId: randomUUID(), preview: false, ...more },
    }
    return { request, answer: await story.write(admin, reassignLicenses, request) }
  }

  async function twoHeld() {
    const customer = await newCustomer(story, 2)
    const dyes = await newTeam(story, { ...customer, productCode: 'FERR' }, 2)
    await assign(story, customer, at('ada'))
    await assign(story, dyes, at('ada'))
    story.pass({ minutes: 5 })
    await deliver()
    return { customer, dyes }
  }

  test('gives the same licenses with the same last day, and one letter to each of the two', async () => {
    const { customer } = await twoHeld()
    const licenseId = await licenseOf(story, customer, at('ada'))
    const day = { organizationId: customer.organizationId, licenseId, endsOn: '2027-08-12' }
    planOf(await story.write(customer.admin, changeEndDay, day))
    const { answer, request } = await passing(customer)
    expect(planOf(answer).revoke).toHaveLength(2)
    const [noor] = (await listed(customer, { search: 'noor' })).people
    expect(noor?.name).toBe('Noor El-Sayed')
    expect(noor?.licenses.find((one) => one.licenseId === licenseId)).toMatchObject({ endsOn: '2027-08-12' })
    const letters = (await lettersOf(story, customer)).filter(({ job_id }) => job_id === request.jobId)
    expect(letters.map(({ kind, to_address, send_after }) => [kind, to_address, send_after])).toEqual(
      expect.arrayContaining([
        ['license_revoked', at('ada'), new Date(story.now().getTime() + 10 * 60_000)],
        ['license_assigned', at('noor'), new Date(story.now().getTime() + 2 * 60_000)],
      ]),
    )
    expect(letters).toHaveLength(2)
    expect(letters.find(({ kind }) => kind === 'license_revoked')?.facts).toMatchObject({
      reason: 'reassigned',
    })
  })

  test('is undone row for row: both have what they had, and nobody is written to', async () => {
    const { customer } = await twoHeld()
    const before = await dump(story, 'job', 'job_item', 'event', 'person')
    const { request } = await passing(customer)
    planOf(await undo(story, customer, request.jobId))
    const [ada, noor] = (await listed(customer, {})).people.filter(({ name }) => !name.startsWith('Ines'))
    expect([ada?.licenses.length, noor?.licenses.length]).toEqual([2, 0])
    const after = await dump(story, 'job', 'job_item', 'event', 'person')
    expect(after.license).toEqual(before.license)
    expect(after.pool).toEqual(before.pool)
    const letters = (await lettersOf(story, customer)).filter(({ job_id }) => job_id === request.jobId)
    expect(new Set(letters.map(({ state }) => state))).toEqual(new Set(['withdrawn']))
  })

  test('leaves what the other one has already, and says by which license', async () => {
    const { customer, dyes } = await twoHeld()
    await assign(story, dyes, at('noor'))
    const { answer, request } = await passing(customer)
    expect(planOf(answer).kept).toMatchObject([{ reason: { code: 'already_has_license' } }])
    const { organizationId, admin } = customer
    const query = { organizationId, jobId: request.jobId, page: 1, perPage: 10 }
    const report = planOf(await story.read(admin, jobPage, query))
    expect(report).toMatchObject({ kind: 'reassign', done: 1, skipped: 1, mayUndo: true })
  })

  test('only the licenses named, and only those this person has', async () => {
    const { customer } = await twoHeld()
    const licenseId = await licenseOf(story, customer, at('ada'))
    planOf((await passing(customer, { licenses: [licenseId] })).answer)
    expect((await listed(customer, { search: 'ada' })).people[0]?.licenses).toHaveLength(1)
    const again = await passing(customer, { licenses: [licenseId] })
    expect(refusalOf(again.answer).code).toBe('nothing_selected')
  })

  test('not to the one who has it, not to what is no address, and not twice by one form', async () => {
    const { customer } = await twoHeld()
    const same = await passing(customer, { to: { email: at('ADA'), name: '' } })
    expect(refusalOf(same.answer).code).toBe('same_person')
    const bad = await passing(customer, { to: { email: 'noor', name: '' } })
    expect(refusalOf(bad.answer)).toMatchObject({ field: 'email' })
    const { request, answer } = await passing(customer)
    planOf(answer)
    const after = await dump(story)
    planOf(await story.write(customer.admin, reassignLicenses, request))
    expect(await dump(story)).toEqual(after)
  })

  test('a preview writes nothing', async () => {
    const { customer } = await twoHeld()
    const before = await dump(story)
    const { answer } = await passing(customer, { preview: true })
    expect(planOf(answer).revoke).toHaveLength(2)
    expect(await dump(story)).toEqual(before)
  })
})

describe('a license given until a day', () => {
  const until = async (customer: Customer, endsOn: string | null) => {
    const licenseId = await licenseOf(story, customer, at('ada'))
    const request = { organizationId: customer.organizationId, licenseId, endsOn }
    return story.write(customer.admin, changeEndDay, request)
  }
  const free = async () => planOf(await story.write(system, freeOnDay, {})).freed
  const inDays = (days: number) =>
    new Date(story.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

  test('comes back when that day is over, by a job of Claviger with a letter that says why', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, at('ada'))
    story.pass({ minutes: 5 })
    await deliver()
    planOf(await until(customer, inDays(3)))
    story.pass({ days: 3 })
    expect(await free()).toBe(0)
    story.pass({ days: 1 })
    const [one, other] = await Promise.all([free(), free()])
    expect(one + other).toBe(1)
    expect(await seatsOf(story, customer)).toMatchObject({ free: 1, holders: [] })
    const told = (await lettersOf(story, customer)).filter(({ kind }) => kind === 'license_revoked')
    expect(told).toMatchObject([{ facts: { by: 'claviger', reason: 'day_reached' } }])
  })

  test('stays where the day was moved, or taken away, in time', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, at('ada'))
    planOf(await until(customer, inDays(2)))
    planOf(await until(customer, null))
    story.pass({ days: 5 })
    expect(await free()).toBe(0)
    expect(refusalOf(await until(customer, inDays(-1)))).toMatchObject({
      ...{ code: 'date_in_the_past', field: 'endsOn' },
    })
    expect(refusalOf(await until(customer, '2027-02-30')).field).toBe('endsOn')
  })

  test('its person is told once, a week before, in the hours people are written to', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, at('ada'))
    planOf(await until(customer, inDays(12)))
    const remind = async () => planOf(await story.write(system, remindOfEnds, {})).reminded
    story.pass({ days: 4 })
    expect(await remind()).toBe(0)
    story.pass({ days: 1, minutes: 12 * 60 })
    expect(await remind()).toBe(0)
    story.pass({ minutes: 12 * 60 })
    expect([await remind(), await remind()]).toEqual([1, 0])
    const told = (await lettersOf(story, customer)).filter(({ kind }) => kind === 'license_ends_soon')
    expect(told).toHaveLength(1)
    story.pass({ days: 10 })
    await free()
  })

  test('nobody but those who may take it back changes it', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, at('ada'))
    const licenseId = await licenseOf(story, customer, at('ada'))
    const request = { organizationId: customer.organizationId, licenseId, endsOn: null }
    expect((await story.write(anonymous, changeEndDay, request)).ok).toBe(false)
  })
})
