import { randomUUID } from 'node:crypto'
import type { AccountActor } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lettersOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { dump, newCustomer, newTeam, planOf, refusalOf } from '../testing/story.ts'
import { formFor, openTokenStory, type TokenStory } from '../testing/token-story.ts'
import { changeApi } from './change-api.ts'
import { revokeToken } from './revoke-token.ts'
import { rotateToken } from './rotate-token.ts'
import { tokensPage } from './token-views.ts'

let place: TestDatabase
let story: TokenStory

beforeAll(async () => {
  place = await freshDatabase()
  story = await openTokenStory(place.connection)
})
afterAll(async () => {
  await story.close()
  await place.drop()
})

describe('the list of tokens', () => {
  /** An administrator, a viewer, and an administrator of each of two teams, each with a token. */
  async function crowded() {
    const customer = await story.openCustomer()
    const other = await newTeam(story, customer, 0)
    const actors = {
      admin: customer.admin,
      viewer: await story.memberOf(customer, 'viewer'),
      here: await story.memberOf(customer, 'team_administrator'),
      there: await story.memberOf(other, 'team_administrator'),
    }
    const ofTeam = (teamId: number) => ({ role: 'viewer', teamId })
    await story.make(actors.admin, formFor(customer, { name: 'of admin' }))
    story.pass({ minutes: 1 })
    await story.make(actors.viewer, formFor(customer, { name: 'of viewer', role: 'viewer' }))
    story.pass({ minutes: 1 })
    await story.make(actors.here, formFor(customer, { name: 'of here', ...ofTeam(customer.teamId) }))
    story.pass({ minutes: 1 })
    await story.make(actors.there, formFor(other, { name: 'of there', ...ofTeam(other.teamId) }))
    return { customer, other, actors }
  }

  test('shows an administrator all, a team administrator those of the team, and everybody their own', async () => {
    const { customer, actors } = await crowded()
    const { organizationId } = customer
    const seen = async (actor: AccountActor) =>
      planOf(await story.read(actor, tokensPage, { organizationId })).tokens.map((token) => token.name)
    expect(await seen(actors.admin)).toEqual(['of admin', 'of viewer', 'of here', 'of there'])
    expect(await seen(actors.viewer)).toEqual(['of viewer'])
    expect(await seen(actors.here)).toEqual(['of here'])
    expect(await seen(actors.there)).toEqual(['of there'])
  })

  test('what is not shown can be neither revoked nor replaced, in the words of what does not exist (O-32)', async () => {
    const { customer, actors } = await crowded()
    const rivals = await story.openCustomer()
    const rival = await story.memberOf(rivals, 'administrator')
    const { organizationId } = customer
    const { tokens } = planOf(await story.read(actors.admin, tokensPage, { organizationId }))
    await story.door.tokensNoted()
    const before = await dump(story)
    const ask = (actor: AccountActor, id: string, at = organizationId) => [
      story.write(actor, revokeToken, { organizationId: at, id }),
      story.write(actor, rotateToken, { organizationId: at, id }),
    ]
    const ofOthers = tokens.filter((token) => token.name !== 'of here').map((token) => token.id)
    const refusals = await Promise.all([
      ...ofOthers.flatMap((id) => ask(actors.here, id)),
      ...tokens.flatMap(({ id }) => ask(rival, id)),
      ...tokens.flatMap(({ id }) => ask(rival, id, rivals.organizationId)),
      ...ask(actors.admin, randomUUID()),
      ...ask(actors.admin, 'x'),
      ...ask(actors.admin, tokens[0]?.id ?? '', Number.NaN),
    ])
    expect(new Set(refusals.map((one) => refusalOf(one).code))).toEqual(new Set(['token_not_found']))
    expect(await dump(story)).toEqual(before)
  })

  test('locked to a team it shows that team’s, and is not there for others', async () => {
    const { customer, other, actors } = await crowded()
    const { organizationId, teamId } = customer
    const page = planOf(await story.read(actors.admin, tokensPage, { organizationId, teamId }))
    expect(page.tokens.map((token) => token.name)).toEqual(['of here'])
    expect(page.choices).toEqual([{ team: page.team, roles: ['administrator', 'viewer'] }])
    const elsewhere = await story.read(actors.here, tokensPage, { organizationId, teamId: other.teamId })
    expect(refusalOf(elsewhere).code).toBe('organization_not_found')
  })

  test('says what a token comes to when its owner’s role has shrunk or ended', async () => {
    const { customer, actors } = await crowded()
    const { organizationId } = customer
    const comesTo = async () => {
      const { tokens } = planOf(await story.read(actors.admin, tokensPage, { organizationId }))
      const { role, actsAs } = tokens.find((token) => token.name === 'of viewer') ?? {}
      return [role, actsAs]
    }
    expect(await comesTo()).toEqual(['viewer', 'viewer'])
    const personId = actors.viewer.grants[0]?.personId ?? ''
    await story.database.db.deleteFrom('role_grant').where('person_id', '=', personId).execute()
    expect(await comesTo()).toEqual(['viewer', null])
  })
})

describe('the API of an organization', () => {
  test('is off in the beginning', async () => {
    const customer = await newCustomer(story, 1)
    const { key } = planOf(await story.make(customer.admin, formFor(customer)))
    expect(
      planOf(await story.read(customer.admin, tokensPage, { organizationId: customer.organizationId }))
        .enabled,
    ).toBe(false)
    expect(await story.door.actorOfToken(key ?? '', String(customer.organizationId))).toMatchObject({
      kind: 'off',
    })
  })

  test('is turned on and off by administrators; the others are told, and the log keeps it', async () => {
    const customer = await newCustomer(story, 1)
    const second = await story.memberOf(customer, 'administrator')
    for (const state of ['on', 'on', 'off']) planOf(await story.turn(customer, state))
    const written = await lettersOf(story, customer)
    expect(written.map((one) => [one.kind, one.to_address, (one.facts as { state: string }).state])).toEqual([
      ['api_switched', second.addresses[0]?.address, 'on'],
      ['api_switched', second.addresses[0]?.address, 'off'],
    ])
    expect((await story.eventsOf(customer)).map((one) => one.what)).toEqual([
      'api_turned_on',
      'api_turned_off',
    ])
  })

  test.each<Role>(['viewer', 'billing_contact', 'team_administrator'])(
    'is not a %s’s to turn',
    async (role) => {
      const customer = await newCustomer(story, 1)
      const actor = await story.memberOf(customer, role)
      const { organizationId } = customer
      const answer = await story.write(actor, changeApi, { organizationId, state: 'on' })
      expect(refusalOf(answer).code).toBe(
        role === 'team_administrator' ? 'organization_not_found' : 'not_allowed',
      )
      expect(planOf(await story.read(actor, tokensPage, { organizationId })).maySwitch).toBe(false)
    },
  )

  test('has two states', async () => {
    const customer = await newCustomer(story, 1)
    expect(refusalOf(await story.turn(customer, 'maybe'))).toMatchObject({ fields: [{ field: 'state' }] })
  })
})
