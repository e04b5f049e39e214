import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  assign,
  type Link,
  lettersOf,
  licenseOf,
  linkPage,
  newLink,
  revoke,
  seatsOf,
  take,
  undo,
} from '../testing/acts.ts'
import { askingIn, asksFirst, noor } from '../testing/asking.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import {
  actorWith,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { askLicenseBack } from './ask-license-back.ts'
import { mergeTeams } from './merge-teams.ts'
import { requestPage } from './request-views.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection, 12)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const { look, ask, approve, decline, asking } = askingIn(() => story)

describe('approving', () => {
  test('gives the license by one job, tells the person at once, and names the link it came by', async () => {
    const { customer, link, id } = await asking(2)
    const jobId = randomUUID()
    planOf(await approve(customer, [id], { jobId }))
    expect(await seatsOf(story, customer)).toMatchObject({ free: 1, holders: ['noor@harrowvale.example'] })
    const { state, answeredBy, given } = (await look(customer)).requests[0] ?? {}
    expect({ state, answeredBy }).toEqual({ state: 'granted', answeredBy: 'Ines Okafor' })
    expect(given).toMatchObject({ cameBy: 'request', jobId })
    const letters = await lettersOf(story, customer)
    expect(letters.at(-1)).toMatchObject({
      ...{ kind: 'license_assigned', send_after: story.now() },
      facts: { asked: true },
    })
    expect(await takenBy(link)).toBe(1)
    await expectSound(story, customer)
  })

  test('is undone with its job, and then everybody waits again', async () => {
    const { customer, id } = await asking(1)
    const jobId = randomUUID()
    planOf(await approve(customer, [id], { jobId }))
    planOf(await undo(story, customer, jobId))
    expect(await look(customer)).toMatchObject({ waiting: 1, requests: [{ id, state: 'open', given: null }] })
    planOf(await approve(customer, [id]))
    expect(await seatsOf(story, customer)).toMatchObject({ free: 0 })
  })

  test('many at once gives as many as there are seats, first asked first, and the rest go on waiting', async () => {
    const customer = await newCustomer(story, 2)
    const link = await newLink(story, customer, asksFirst)
    const people = ['one', 'two', 'three'].map((name) => `${name}@harrowvale.example`)
    for (const address of people) planOf(await ask(link, visitor(address), address))
    const ids = (await look(customer)).requests.map((request) => request.id)
    const plan = planOf(await approve(customer, ids))
    expect(plan.take.map((one) => one.address.typed)).toEqual(people.slice(0, 2))
    expect((await look(customer, { state: 'open' })).requests).toMatchObject([{ address: people[2] }])
  })

  test('from another team takes its seat, where the actor may give it', async () => {
    const { customer, id } = await asking(0)
    const other = await newTeam(story, customer, 1)
    expect(refusalOf(await approve(customer, [id])).code).toBe('no_free_seat')
    planOf(await approve(customer, [id], { teamId: other.teamId }))
    expect((await look(customer)).requests).toMatchObject([{ state: 'granted' }])
  })

  test('sent twice by one form gives one license', async () => {
    const { customer, id } = await asking(3)
    const form = { jobId: randomUUID() }
    await Promise.all([approve(customer, [id], form), approve(customer, [id], form)])
    expect(await seatsOf(story, customer)).toMatchObject({ free: 2 })
  })

  test('the last seat by two administrators at once gives one', async () => {
    const customer = await newCustomer(story, 1)
    const link = await newLink(story, customer, asksFirst)
    for (const address of ['a@harrowvale.example', 'b@harrowvale.example'])
      planOf(await ask(link, visitor(address), address))
    const [one, two] = (await look(customer)).requests.map((request) => request.id)
    const answers = await Promise.all([approve(customer, [one ?? '']), approve(customer, [two ?? ''])])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await look(customer)).toMatchObject({ waiting: 1 })
    await expectSound(story, customer)
  })

  test('while the person takes one by another link gives one', async () => {
    const { customer, id } = await asking(3)
    const open = await newLink(story, await newTeam(story, customer, 3))
    await Promise.all([approve(customer, [id]), take(story, open.token, 'noor@harrowvale.example', noor)])
    expect(await look(customer)).toMatchObject({ waiting: 0, requests: [{ state: 'granted' }] })
    const held = await story.database.db
      .selectFrom('assignment')
      .select('id')
      .where('organization_id', '=', customer.organizationId)
      .where('ended_at', 'is', null)
      .execute()
    expect(held).toHaveLength(1)
  })
})

test('a request closes by itself when the person gets the license another way, and says how', async () => {
  const { customer, id } = await asking(2)
  await assign(story, customer, 'noor@harrowvale.example')
  const query = { organizationId: customer.organizationId, id }
  expect(planOf(await story.read(customer.admin, requestPage, query))).toMatchObject({
    ...{ state: 'granted', answeredBy: 'Ines Okafor' },
    given: { cameBy: 'list', licenseId: await licenseOf(story, customer, 'noor@harrowvale.example') },
  })
})

describe('saying no', () => {
  test('writes to the person who said it and why, once', async () => {
    const { customer, id } = await asking(1)
    expect(planOf(await decline(customer, [id], 'Use the spare one.'))).toEqual({ declined: 1 })
    expect((await lettersOf(story, customer)).at(-1)).toMatchObject({
      ...{ kind: 'request_declined', to_address: 'noor@harrowvale.example' },
      facts: { by: 'Ines Okafor', note: 'Use the spare one.', product: 'Loomwright' },
    })
    expect(refusalOf(await decline(customer, [id])).code).toBe('request_answered')
    expect((await look(customer)).requests).toMatchObject([
      { state: 'declined', answer: 'Use the spare one.' },
    ])
  })

  test('can be thought better of: a denied request is approved after all', async () => {
    const { customer, id } = await asking(1)
    planOf(await decline(customer, [id]))
    planOf(await approve(customer, [id]))
    expect((await look(customer)).requests).toMatchObject([{ state: 'granted', answer: '' }])
  })
})

test('whoever lost a license and asks for it back waits with the others, and gets one by approval', async () => {
  const customer = await newCustomer(story, 1)
  await assign(story, customer, 'noor@harrowvale.example')
  const licenseId = await licenseOf(story, customer, 'noor@harrowvale.example')
  await revoke(story, customer, 'noor@harrowvale.example')
  const { organizationId } = customer
  planOf(await story.write(noor, askLicenseBack, { organizationId, licenseId, note: 'One more fair' }))
  const [request] = (await look(customer)).requests
  expect(request).toMatchObject({
    cameFrom: { kind: 'license', licenseId },
    reason: 'taken_back',
    proved: true,
  })
  planOf(await approve(customer, [request?.id ?? '']))
  expect(await seatsOf(story, customer)).toMatchObject({ holders: ['noor@harrowvale.example'] })
})

describe('who answers', () => {
  test('a team administrator sees and answers what is asked of their team, and nothing else', async () => {
    const { customer, id } = await asking(2)
    const other = await newTeam(story, customer, 2)
    const link = await newLink(story, other, asksFirst)
    planOf(await ask(link, visitor('ben@harrowvale.example'), 'ben@harrowvale.example'))
    const team = { role: 'team_administrator' as const, teamId: other.teamId, name: 'Pekka Lahtinen' }
    const { organizationId } = customer
    const pekka = await actorWith(story, organizationId, { ...team, address: 'pekka@harrowvale.example' })
    const seen = await look(customer, {}, pekka)
    expect(seen).toMatchObject({ total: 1, waiting: 1, requests: [{ address: 'ben@harrowvale.example' }] })
    for (const answer of [approve(customer, [id], {}, pekka), decline(customer, [id], '', pekka)])
      expect(refusalOf(await answer).code).toBe('request_not_found')
    expect(refusalOf(await story.read(pekka, requestPage, { organizationId, id })).code).toBe(
      'request_not_found',
    )
    planOf(await approve(customer, [seen.requests[0]?.id ?? ''], {}, pekka))
  })

  test('a viewer sees who asks and answers nobody', async () => {
    const { customer, id } = await asking(1)
    const { organizationId } = customer
    const eye = await actorWith(story, organizationId, {
      ...{ role: 'viewer', name: 'Eva Lind', address: 'eva@harrowvale.example' },
    })
    expect(await look(customer, {}, eye)).toMatchObject({ total: 1, mayAnswer: false })
    for (const answer of [approve(customer, [id], {}, eye), decline(customer, [id], '', eye)])
      expect(refusalOf(await answer).code).toBe('not_allowed')
  })

  test('nobody of another customer sees or answers it (O-32)', async () => {
    const { customer, id } = await asking(1)
    const rival = await newCustomer(story, 1)
    for (const answer of [approve(customer, [id], {}, rival.admin), approve(rival, [id])])
      expect(refusalOf(await answer).code).toBe('request_not_found')
  })

  test('whoever made the link is written to while they may give its licenses, else all who may', async () => {
    const customer = await newCustomer(story, 1)
    const { organizationId, teamId } = customer
    const pekka = await actorWith(story, organizationId, {
      ...{ role: 'team_administrator', teamId, name: 'Pekka Lahtinen', address: 'pekka@harrowvale.example' },
    })
    const link = await newLink(story, { ...customer, admin: pekka }, asksFirst)
    expect(planOf(await ask(link))).toEqual({ asked: ['Pekka Lahtinen'] })
    await story.database.db
      .deleteFrom('role_grant')
      .where('organization_id', '=', organizationId)
      .where('role', '=', 'team_administrator')
      .execute()
    const ben = 'ben@harrowvale.example'
    expect(planOf(await ask(link, visitor(ben), ben))).toEqual({ asked: ['Ines Okafor'] })
  })
})

test('questions follow their team into the one it is merged with', async () => {
  const customer = await newCustomer(story, 2)
  const other = await newTeam(story, customer, 0)
  planOf(await ask(await newLink(story, other, asksFirst)))
  const { organizationId, teamId } = customer
  const merge = {
    organizationId,
    teamId: other.teamId,
    intoTeamId: teamId,
    jobId: randomUUID(),
    preview: false,
  }
  expect(planOf(await story.write(customer.admin, mergeTeams, merge))).toMatchObject({ requests: 1 })
  const [request] = (await look(customer)).requests
  expect(request).toMatchObject({ team: { id: teamId }, freeSeats: 2 })
  planOf(await approve(customer, [request?.id ?? '']))
})

async function takenBy({ customer, act }: Link): Promise<number> {
  const { taken } = await linkPage(story, { customer, act })
  return taken
}
