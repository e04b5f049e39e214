import { randomUUID } from 'node:crypto'
import { type Actor, anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, lettersOf, newLink, openTerms, pageOf, revoke, take } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  buySeats,
  dump,
  newCustomer,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { changeInvitation, pauseInvitation, resumeInvitation } from './change-invitation.ts'
import { createInvitation } from './create-invitation.ts'
import { invitationDoor } from './invitation-door-views.ts'

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

const refusedTaking = async (token: string, address: string) => refusalOf(await take(story, token, address))

const doorOf = async (token: string, actor: Actor = anonymous) =>
  planOf(await story.read(actor, invitationDoor, { token }))

describe('a link', () => {
  test('gives a license to a proved address, connected, with one letter at once and a line in the log (O-08)', async () => {
    const customer = await newCustomer(story, 9)
    const { token } = await newLink(story, customer)
    const taken = planOf(await take(story, token, 'J.Voss@harrowvale.example'))
    expect(taken).toMatchObject({ already: false, productName: 'Loomwright' })
    const { rows, seats } = await pageOf(story, customer)
    expect(seats).toMatchObject([{ free: 8, invited: 0, connected: 1 }])
    expect(rows[0]).toMatchObject({
      ...{ licenseId: taken.licenseId, status: 'connected', cameBy: 'link' },
      ...{ assignedBy: 'J.Voss@harrowvale.example', connectedAt: story.now() },
    })
    expect(await lettersOf(story, customer)).toMatchObject([
      { kind: 'license_connected', to_address: 'J.Voss@harrowvale.example', send_after: story.now() },
    ])
    const event = await story.database.db
      .selectFrom('event')
      .select(['what', 'facts'])
      .where('license_id', '=', taken.licenseId)
      .executeTakeFirstOrThrow()
    expect(event).toMatchObject({ what: 'license_taken', facts: { address: 'J.Voss@harrowvale.example' } })
  })

  test('gives nothing to an address the person at hand has not proved, and uses nothing up (O-08)', async () => {
    const customer = await newCustomer(story, 2)
    const { token } = await newLink(story, customer)
    const before = await dump(story)
    const home = visitor('home.account@elsewhere.example')
    for (const actor of [home, anonymous]) {
      const refusal = refusalOf(await take(story, token, 'work.account@harrowvale.example', actor))
      expect(refusal).toMatchObject({
        code: 'address_not_proved',
        address: 'work.account@harrowvale.example',
      })
    }
    expect(await dump(story)).toEqual(before)
  })

  test('notes the address it was for and the one signed in, when somebody has proved both (O-08)', async () => {
    const { token } = await newLink(story, await newCustomer(story, 1))
    const [home, work] = [visitor('home@elsewhere.example'), visitor('work@harrowvale.example')]
    const both = { ...home, addresses: [...home.addresses, ...work.addresses] }
    const { licenseId } = planOf(await take(story, token, 'work@harrowvale.example', both))
    const event = story.database.db.selectFrom('event').select('facts').where('license_id', '=', licenseId)
    expect(await event.executeTakeFirstOrThrow()).toMatchObject({
      facts: { address: 'work@harrowvale.example', signedInAs: 'home@elsewhere.example' },
    })
  })

  test('gives one license to one person, whatever the letter case and however often pressed (O-04)', async () => {
    const customer = await newCustomer(story, 3)
    const { token } = await newLink(story, customer)
    const first = planOf(await take(story, token, 'lena.fuchs@harrowvale.example'))
    const after = await dump(story)
    const again = planOf(
      await take(story, token, 'Lena.Fuchs@HarrowVale.example', visitor('lena.fuchs@harrowvale.example')),
    )
    expect(again).toMatchObject({ licenseId: first.licenseId, already: true })
    expect(await dump(story)).toEqual(after)
  })

  test('shows what it gives to whoever looks, and looking changes nothing', async () => {
    const customer = await newCustomer(story, 3)
    const { token } = await newLink(story, customer, { cap: '25' })
    planOf(await take(story, token, 'a@harrowvale.example'))
    const before = await dump(story)
    expect(await doorOf(token)).toMatchObject({
      ...{
        product: 'Loomwright',
        from: 'Ines Okafor',
        taken: 1,
        cap: 25,
        freeSeats: 2,
        refusal: null,
        own: [],
      },
    })
    expect(await dump(story)).toEqual(before)
  })

  test('made twice by the same form is one link (O-61)', async () => {
    const customer = await newCustomer(story, 1)
    const { organizationId, teamId, productCode, admin } = customer
    const request = { ...openTerms, organizationId, teamId, productCode, id: randomUUID() }
    planOf(await story.write(admin, createInvitation, request))
    const after = await dump(story)
    planOf(await story.write(admin, createInvitation, request))
    expect(await dump(story)).toEqual(after)
  })
})

describe('a link that gives nothing says the true reason', () => {
  test('all its places are taken: with the cap, and again open when the cap is raised (O-06)', async () => {
    const link = await newLink(story, await newCustomer(story, 5), { cap: '2' })
    planOf(await take(story, link.token, 'one@harrowvale.example'))
    planOf(await take(story, link.token, 'two@harrowvale.example'))
    expect(await refusedTaking(link.token, 'three@harrowvale.example')).toMatchObject({
      ...{ code: 'link_used_up', cap: 2, taken: 2, by: 'Ines Okafor' },
    })
    expect((await doorOf(link.token)).refusal).toMatchObject({ code: 'link_used_up' })
    expect(await lettersOf(story, link.customer)).toContainEqual(
      expect.objectContaining({ kind: 'link_used_up', to_address: 'ines.okafor@harrowvale.example' }),
    )
    const raised = { ...openTerms, ...link.act, cap: '3' }
    planOf(await story.write(link.customer.admin, changeInvitation, raised))
    planOf(await take(story, link.token, 'three@harrowvale.example'))
  })

  test('no seat is left in the team, although the link has places (O-06)', async () => {
    const { token, customer } = await newLink(story, await newCustomer(story, 2))
    planOf(await take(story, token, 'one@harrowvale.example'))
    planOf(await take(story, token, 'two@harrowvale.example'))
    const refusal = await refusedTaking(token, 'three@harrowvale.example')
    expect(refusal).toMatchObject({ code: 'link_no_free_seat', free: 0, by: 'Ines Okafor' })
    expect(refusal.why).toMatchObject(
      [
        ...['link_is_newest', 'link_not_ended', 'link_not_paused', 'address_at_allowed_domain'],
        ...['not_returned_before', 'link_gives_at_once', 'link_has_places', 'team_has_free_seat'],
      ].map((rule, index) => ({ rule, met: index < 7 })),
    )
    await buySeats(story, customer, 1)
    planOf(await take(story, token, 'three@harrowvale.example'))
  })

  test('seats given to others meanwhile are gone, and the link works again once there are seats (O-02)', async () => {
    const customer = await newCustomer(story, 2)
    const { token } = await newLink(story, customer, { cap: '2' })
    await assign(story, customer, 'x@harrowvale.example', 'y@harrowvale.example')
    expect((await refusedTaking(token, 'late@harrowvale.example')).code).toBe('link_no_free_seat')
    await revoke(story, customer, 'x@harrowvale.example')
    planOf(await take(story, token, 'late@harrowvale.example'))
  })

  test('it ended on a day, through the whole of it in the zone of the organization (O-06)', async () => {
    const link = await newLink(story, await newCustomer(story, 3), { endsOn: '2026-11-02' })
    story.pass({ minutes: 14 * 60 + 59 })
    planOf(await take(story, link.token, 'in-time@harrowvale.example'))
    story.pass({ minutes: 1 })
    expect(await refusedTaking(link.token, 'late@harrowvale.example')).toMatchObject({
      ...{ code: 'link_ended', endsOn: '2026-11-02' },
    })
    story.pass({ minutes: -15 * 60 })
  })

  test('it is paused, until it is resumed', async () => {
    const link = await newLink(story, await newCustomer(story, 3))
    planOf(await story.write(link.customer.admin, pauseInvitation, link.act))
    expect(await refusedTaking(link.token, 'a@harrowvale.example')).toMatchObject({
      ...{ code: 'link_paused', at: story.now(), by: 'Ines Okafor' },
    })
    planOf(await story.write(link.customer.admin, resumeInvitation, link.act))
    planOf(await take(story, link.token, 'a@harrowvale.example'))
  })

  test('the address is outside its domains, in whichever spelling the domain was given (O-18)', async () => {
    const link = await newLink(story, await newCustomer(story, 3), {
      domains: '@Bücher.example, harrowvale.example',
    })
    expect(await refusedTaking(link.token, 'a@elsewhere.example')).toMatchObject({
      ...{ code: 'link_wrong_domain', domains: ['bücher.example', 'harrowvale.example'] },
    })
    planOf(await take(story, link.token, 'a@bücher.example'))
    planOf(await take(story, link.token, 'b@XN--BCHER-KVA.example'))
    expect((await doorOf(link.token)).domains).toEqual(['bücher.example', 'harrowvale.example'])
  })

  test('a license it gave was taken back from this person; a colleague still gets one', async () => {
    const { token, customer } = await newLink(story, await newCustomer(story, 3))
    planOf(await take(story, token, 'pavel.r@harrowvale.example'))
    await revoke(story, customer, 'pavel.r@harrowvale.example')
    expect(await refusedTaking(token, 'Pavel.R@harrowvale.example')).toMatchObject({
      ...{ code: 'link_returned_before', at: story.now() },
    })
    planOf(await take(story, token, 'colleague@harrowvale.example'))
  })

  test('the subscription behind it has lapsed: looking and taking agree that no seat is free', async () => {
    const customer = await newCustomer(story, 0)
    await buySeats(story, customer, 2, 30)
    const { token } = await newLink(story, customer)
    story.pass({ days: 38 })
    expect((await doorOf(token)).refusal).toMatchObject({ code: 'link_no_free_seat', free: 0 })
    expect(await refusedTaking(token, 'late@harrowvale.example')).toMatchObject({
      ...{ code: 'link_no_free_seat', free: 0 },
    })
    story.pass({ days: -38 })
  })

  test.each(['', 'short', 'A'.repeat(26), 'a'.repeat(25), '\u0000'.repeat(26), `${'a'.repeat(26)}.`])(
    'nobody made it (%j)',
    async (token) => {
      expect((await refusedTaking(token, 'a@harrowvale.example')).code).toBe('link_unknown')
      expect(refusalOf(await story.read(anonymous, invitationDoor, { token })).code).toBe('link_unknown')
    },
  )
})
