import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteAccount } from '../assignment/delete-account.ts'
import { lettersOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { actorWith, type Customer, dump, planOf, refusalOf } from '../testing/story.ts'
import { formFor, openTokenStory, type TokenStory } from '../testing/token-story.ts'
import { administratorsPage } from './administrators-views.ts'
import { takeBackRole } from './end-role.ts'
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

describe('the key of a token', () => {
  test('replaced, the one before is dead and the new one works; its owner is told', async () => {
    const customer = await story.openCustomer()
    const { organizationId, admin } = customer
    const made = planOf(await story.make(admin, formFor(customer)))
    const { key } = planOf(await story.write(admin, rotateToken, { organizationId, id: made.id }))
    expect([await story.kindOf(made.key, customer), await story.kindOf(key, customer)]).toEqual([
      'unknown',
      'actor',
    ])
    expect((await lettersOf(story, customer)).at(-1)?.kind).toBe('token_rotated')
    expect((await story.eventsOf(customer)).at(-1)?.what).toBe('token_rotated')
    expect(JSON.stringify(await dump(story))).not.toContain(key)
  })

  test('is replaced once by a form that comes twice (O-61)', async () => {
    const customer = await story.openCustomer()
    const { organizationId, admin } = customer
    planOf(await story.make(admin, formFor(customer)))
    story.pass({ minutes: 1 })
    const [row] = planOf(
      await story.read(admin, tokensPage, { organizationId: customer.organizationId }),
    ).tokens
    const form = { organizationId, id: row?.id ?? '', since: row?.keySince ?? '' }
    const answers = await Promise.all([1, 2].map(() => story.write(admin, rotateToken, form)))
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(answers.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual(['token_rotated_since'])
  })

  test('is replaced by its owner alone: an administrator ends the token instead, and its owner is told by whom', async () => {
    const customer = await story.openCustomer()
    const { organizationId, admin } = customer
    const viewer = await story.memberOf(customer, 'viewer')
    const { id, key } = planOf(await story.make(viewer, formFor(customer, { role: 'viewer' })))
    expect(refusalOf(await story.write(admin, rotateToken, { organizationId, id })).code).toBe(
      'token_not_found',
    )
    planOf(await story.write(admin, revokeToken, { organizationId, id }))
    expect(await story.door.actorOfToken(key ?? '', String(organizationId))).toEqual({ kind: 'unknown' })
    expect((await lettersOf(story, customer)).at(-1)).toMatchObject({
      ...{ kind: 'token_revoked', to_address: viewer.addresses[0]?.address, facts: { by: 'Ines Okafor' } },
    })
    expect(refusalOf(await story.write(viewer, rotateToken, { organizationId, id })).code).toBe(
      'token_not_found',
    )
  })

  test('revoked twice is revoked once', async () => {
    const customer = await story.openCustomer()
    const { organizationId, admin } = customer
    const { id } = planOf(await story.make(admin, formFor(customer)))
    for (const _ of [1, 2]) planOf(await story.write(admin, revokeToken, { organizationId, id }))
    expect((await story.eventsOf(customer)).filter((one) => one.what === 'token_revoked')).toHaveLength(1)
    expect((await lettersOf(story, customer)).filter((one) => one.kind === 'token_revoked')).toEqual([])
  })
})

describe('the end of a role', () => {
  test('ends the tokens that stood on it, and the same role given again does not wake them (O-40)', async () => {
    const customer = await story.openCustomer()
    const { organizationId, admin } = customer
    const viewer = await story.memberOf(customer, 'viewer')
    const { key } = planOf(await story.make(viewer, formFor(customer, { role: 'viewer' })))
    const of = () => story.kindOf(key, customer)
    expect(await of()).toBe('actor')
    const page = planOf(await story.read(admin, administratorsPage, { slug: await slugOf(customer) }))
    const grant = page.roles.find((row) => row.address === viewer.name || row.name === viewer.name)
    planOf(await story.write(admin, takeBackRole, { organizationId, id: grant?.id ?? '' }))
    expect(
      (await story.eventsOf(customer))
        .slice(-2)
        .map((one) => one.what)
        .toSorted(),
    ).toEqual([...['role_taken_back', 'token_revoked']])
    await actorWith(story, organizationId, {
      ...{ address: viewer.addresses[0]?.address ?? '', name: viewer.name, role: 'viewer' },
    })
    expect(await of()).toBe('unknown')
  })

  test('leaves the tokens another role still carries', async () => {
    const customer = await story.openCustomer()
    const { organizationId, teamId, admin } = customer
    const cast = { address: 'both.roles@harrowvale.example', name: 'Both Roles' }
    const viewer = await actorWith(story, organizationId, { ...cast, role: 'viewer' })
    await actorWith(story, organizationId, { ...cast, role: 'team_administrator', teamId })
    const made = [
      planOf(await story.make(viewer, formFor(customer, { role: 'viewer' }))),
      planOf(await story.make(viewer, formFor(customer, { role: 'viewer', teamId }))),
    ]
    const page = planOf(await story.read(admin, administratorsPage, { slug: await slugOf(customer) }))
    const grant = page.roles.find((row) => row.name === cast.name && row.role === 'viewer')
    planOf(await story.write(admin, takeBackRole, { organizationId, id: grant?.id ?? '' }))
    const kinds = made.map(({ key }) => story.door.actorOfToken(key ?? '', String(organizationId)))
    expect((await Promise.all(kinds)).map((caller) => caller.kind)).toEqual(['unknown', 'actor'])
  })

  test('with a deleted account all its tokens end, and a new one at the same address does not wake them (O-40)', async () => {
    const customer = await story.openCustomer()
    const { organizationId } = customer
    const viewer = await story.memberOf(customer, 'viewer')
    const { key } = planOf(await story.make(viewer, formFor(customer, { role: 'viewer' })))
    const of = () => story.kindOf(key, customer)
    expect(await of()).toBe('actor')
    planOf(await story.write(viewer, deleteAccount, {}))
    await actorWith(story, organizationId, {
      ...{ address: viewer.addresses[0]?.address ?? '', name: viewer.name, role: 'viewer' },
    })
    expect(await of()).toBe('unknown')
  })

  async function slugOf({ organizationId }: Customer): Promise<string> {
    const rows = await story.database.db
      .selectFrom('organization')
      .select('slug')
      .where('id', '=', organizationId)
      .execute()
    return rows[0]?.slug ?? ''
  }
})
