import { randomUUID } from 'node:crypto'
import { type AccountActor, anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomIds } from '../db/new-id.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { openShop, orderForm, type Shop } from '../testing/shop.ts'
import { planOf, refusalOf, visitor } from '../testing/story.ts'
import { acceptClaim } from './accept-claim.ts'
import { sendFreshClaim } from './send-fresh-claim.ts'

let database: TestDatabase
let shop: Shop

beforeAll(async () => {
  database = await freshDatabase()
  shop = await openShop(database.connection)
})
afterAll(async () => {
  await shop.close()
  await database.drop()
})

describe('a claim', () => {
  test('makes the owner of the order’s address the administrator, once', async () => {
    const { claim, form, organizationId } = await shop.sold()
    const buyer = visitor(form.email)
    const claimed = planOf(await shop.write(buyer, acceptClaim, { token: claim }))
    expect(claimed.organizationId).toBe(organizationId)
    expect(await shop.grantsOf(organizationId)).toEqual([['administrator', form.email, true]])

    const raised = { ...buyer, grants: [grant(organizationId, 'administrator')] } satisfies AccountActor
    expect(planOf(await shop.write(raised, acceptClaim, { token: claim }))).toEqual(claimed)
    expect(refusalOf(await shop.write(buyer, acceptClaim, { token: claim }))).toMatchObject({
      code: 'claim_used',
    })
  })

  test('pressed twice at once is used once', async () => {
    const { claim, form, organizationId } = await shop.sold()
    const press = () => shop.write(visitor(form.email), acceptClaim, { token: claim })
    const answers = await Promise.all([press(), press()])
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(await shop.grantsOf(organizationId)).toHaveLength(1)
  })

  test('does nothing for the owner of another address', async () => {
    const { claim, form, organizationId } = await shop.sold()
    const other = visitor('mallory@evil.example')
    const refusal = refusalOf(await shop.write(other, acceptClaim, { token: claim }))
    expect(refusal).toMatchObject({ code: 'claim_for_another_address' })
    const unknown = refusalOf(await shop.write(anonymous, acceptClaim, { token: claim }))
    expect(unknown).toMatchObject({ code: 'claim_for_another_address', why: [{ rule: 'signed_in' }] })
    expect(JSON.stringify([refusal, unknown])).not.toContain(form.email)
    expect(await shop.grantsOf(organizationId)).toEqual([])
  })

  test('goes to whoever the buyer named, and the buyer is told so', async () => {
    const manager = 'pekka@harrowvale.example'
    const { claim, number, form, organizationId } = await shop.sold(orderForm({ managerEmail: manager }))
    expect(await shop.lettersOf(number)).toEqual([
      ['licenses_to_manage', manager],
      ['order_certificate', form.email],
    ])
    expect((await shop.write(visitor(form.email), acceptClaim, { token: claim })).ok).toBe(false)
    planOf(await shop.write(visitor(manager, 'Pekka Lahtinen'), acceptClaim, { token: claim }))
    expect(await shop.grantsOf(organizationId)).toEqual([['administrator', manager, true]])
  })

  test('too old is replaced by a fresh one to the order’s address, and the old one stays dead (O-11)', async () => {
    const { claim, form, number, organizationId } = await shop.sold()
    shop.pass({ days: 15 })
    const buyer = visitor(form.email)
    expect(refusalOf(await shop.write(buyer, acceptClaim, { token: claim }))).toMatchObject({
      code: 'claim_too_old',
    })

    planOf(await shop.write(anonymous, sendFreshClaim, { claim }))
    expect(await shop.lettersOf(number)).toContainEqual(['fresh_claim', form.email])
    const fresh = await shop.claimIn(number, 'fresh_claim')
    expect(refusalOf(await shop.write(buyer, acceptClaim, { token: claim }))).toMatchObject({
      code: 'claim_too_old',
    })
    planOf(await shop.write(buyer, acceptClaim, { token: fresh }))
    expect(await shop.grantsOf(organizationId)).toHaveLength(1)
  })

  test('asked for afresh answers the same whether or not there is one (O-37)', async () => {
    const { claim, form, number, token } = await shop.sold()
    expect(planOf(await shop.write(anonymous, sendFreshClaim, { claim: randomIds.token() }))).toBe('answered')
    planOf(await shop.write(visitor(form.email), acceptClaim, { token: claim }))
    expect(planOf(await shop.write(anonymous, sendFreshClaim, { claim }))).toBe('answered')
    expect(planOf(await shop.write(anonymous, sendFreshClaim, { order: token }))).toBe('answered')
    expect((await shop.lettersOf(number)).map(([kind]) => kind)).not.toContain('fresh_claim')
  })

  test('asked for afresh sends three letters an hour and no more', async () => {
    const { claim } = await shop.sold()
    const answers = []
    for (let n = 0; n < 4; n++) answers.push(await shop.write(anonymous, sendFreshClaim, { claim }))
    expect(answers.map((one) => one.ok)).toEqual([true, true, true, false])
    shop.pass({ minutes: 61 })
    expect((await shop.write(anonymous, sendFreshClaim, { claim })).ok).toBe(true)
  })
})

function grant(organizationId: number, role: 'administrator') {
  return { organizationId, teamId: null, personId: randomUUID(), role }
}
