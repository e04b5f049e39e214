import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lettersOf, newLink, seatsOf, take } from '../testing/acts.ts'
import { askingIn, asksFirst, noor } from '../testing/asking.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { newCustomer, openStory, planOf, refusalOf, type Story, visitor } from '../testing/story.ts'
import { invitationDoor } from './invitation-door-views.ts'
import { saveSwitch } from './letter-switch-store.ts'
import type { RequestsQuery } from './request-views.ts'
import { withdrawRequest } from './withdraw-request.ts'

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

const { look, ask, approve, asking } = askingIn(() => story)

describe('a link that asks first', () => {
  test('gives nobody a license by itself, and keeps who asked for one', async () => {
    const customer = await newCustomer(story, 2)
    const link = await newLink(story, customer, asksFirst)
    expect(refusalOf(await take(story, link.token, 'noor@harrowvale.example', noor)).code).toBe(
      'link_asks_first',
    )
    planOf(await ask(link))
    const { requests, waiting } = await look(customer)
    expect(waiting).toBe(1)
    expect(requests).toMatchObject([
      {
        ...{ address: 'noor@harrowvale.example', name: 'Noor El-Sayed', proved: true, state: 'open' },
        ...{ reason: 'link_asks_first', note: 'For the new loom', freeSeats: 2 },
        ...{ cameFrom: { kind: 'link', id: link.act.id }, team: { id: customer.teamId } },
      },
    ])
    expect(await seatsOf(story, customer)).toMatchObject({ free: 2 })
  })

  test('is asked by people who have proved their address, and once by each', async () => {
    const customer = await newCustomer(story, 1)
    const link = await newLink(story, customer, asksFirst)
    expect(refusalOf(await ask(link, anonymous)).code).toBe('address_not_proved')
    planOf(await ask(link))
    planOf(await ask(link))
    expect((await look(customer)).requests).toHaveLength(1)
    expect(await lettersOf(story, customer)).toHaveLength(1)
  })

  test('shows whoever waits since when, and lets them take the question back', async () => {
    const { customer, link, id } = await asking(1)
    const door = planOf(await story.read(noor, invitationDoor, { token: link.token }))
    expect(door.own).toMatchObject([{ asks: true, request: { id, askedAt: story.now() } }])
    const { organizationId } = customer
    const stranger = visitor('mallory@evil.example')
    expect(refusalOf(await story.write(stranger, withdrawRequest, { organizationId, id })).code).toBe(
      'request_not_found',
    )
    planOf(await story.write(noor, withdrawRequest, { organizationId, id }))
    planOf(await story.write(noor, withdrawRequest, { organizationId, id }))
    expect((await look(customer)).waiting).toBe(0)
    expect(refusalOf(await approve(customer, [id])).code).toBe('request_answered')
  })

  test('lets one person ask three times a day', async () => {
    const { customer, link } = await asking(1)
    for (let times = 2; times <= 3; times++) {
      const [open] = (await look(customer, { state: 'open' })).requests
      const own = { organizationId: customer.organizationId, id: open?.id ?? '' }
      planOf(await story.write(noor, withdrawRequest, own))
      planOf(await ask(link))
    }
    const [open] = (await look(customer, { state: 'open' })).requests
    planOf(
      await story.write(noor, withdrawRequest, {
        organizationId: customer.organizationId,
        id: open?.id ?? '',
      }),
    )
    expect(refusalOf(await ask(link)).code).toBe('asked_too_often')
  })
})

describe('the rest', () => {
  test('may ask above the cap of a link, and beyond its free seats', async () => {
    const customer = await newCustomer(story, 1)
    const link = await newLink(story, customer, { restAsks: 'on', cap: '5' })
    planOf(await take(story, link.token, 'first@harrowvale.example'))
    planOf(await ask(link))
    expect((await look(customer, { seat: 'none' })).requests).toMatchObject([{ reason: 'link_no_free_seat' }])
    expect((await look(customer, { seat: 'free' })).requests).toEqual([])
  })

  test('is sent away where the link does not let them, and may still write', async () => {
    const customer = await newCustomer(story, 1)
    const link = await newLink(story, customer, { cap: '1' })
    planOf(await take(story, link.token, 'first@harrowvale.example'))
    planOf(await ask(link, anonymous))
    expect((await look(customer)).requests).toMatchObject([
      { reason: 'link_used_up', proved: false, name: '' },
    ])
  })
})

describe('letters about questions', () => {
  test('go to nobody who has switched them off, and the question waits all the same', async () => {
    const customer = await newCustomer(story, 1)
    const link = await newLink(story, customer, asksFirst)
    const { organizationId, admin } = customer
    const [grant] = admin.grants
    const quiet = { kind: 'license_requested', enabled: false, by: admin.name } as const
    await story.write(admin, (tx) => saveSwitch(tx, organizationId, quiet, [grant?.personId ?? '']), {})
    planOf(await ask(link))
    expect(await lettersOf(story, customer)).toEqual([])
    expect(await look(customer)).toMatchObject({ waiting: 1 })
  })

  test('stop after five a day by one link; the fifth says where the others stand', async () => {
    const customer = await newCustomer(story, 1)
    const link = await newLink(story, customer, asksFirst)
    for (let n = 1; n <= 7; n++)
      planOf(await ask(link, visitor(`p${n}@harrowvale.example`), `p${n}@harrowvale.example`))
    const letters = await lettersOf(story, customer)
    expect(letters.map(({ facts }) => (facts as { last: boolean }).last)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
    expect(await look(customer)).toMatchObject({ waiting: 7 })
  })
})

test('the list is found by name, product and age, the longest waiting first', async () => {
  const customer = await newCustomer(story, 1)
  const link = await newLink(story, customer, asksFirst)
  planOf(await ask(link))
  story.pass({ days: 3 })
  planOf(await ask(link, visitor('ben@harrowvale.example'), 'ben@harrowvale.example'))
  const found = async (filter: Partial<RequestsQuery>) =>
    (await look(customer, filter)).requests.map((request) => request.address.split('@')[0])
  expect(await found({})).toEqual(['noor', 'ben'])
  expect(await found({ newestFirst: true })).toEqual(['ben', 'noor'])
  expect(await found({ search: 'EL-SAYED' })).toEqual(['noor'])
  expect(await found({ search: '%' })).toEqual([])
  expect(await found({ days: 3 })).toEqual(['noor'])
  expect(await found({ productCode: 'FERR' })).toEqual([])
  expect(await found({ inTeam: customer.teamId })).toEqual(['noor', 'ben'])
  story.pass({ days: -3 })
})
