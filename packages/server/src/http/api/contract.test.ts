import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiCaller, type OpenApi, openApi } from '../../testing/account-api.ts'
import { freshDatabase, type TestDatabase } from '../../testing/database.ts'
import { type Customer, newCustomer, openStory, type Story } from '../../testing/story.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
let customer: Customer
let admin: ApiCaller

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  api = await openApi(story)
  customer = await newCustomer(story, 2)
  admin = await api.tokenFor(customer, { role: 'administrator' })
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

describe('who calls (account-api.md 1.5, 1.7)', () => {
  const missingToken = '{"code":"MISSING_TOKEN_HEADER","description":"X-Api-Key header is required"}'
  const missingCustomer =
    '{"code":"MISSING_CUSTOMER_HEADER","description":"X-Customer-Code header is required"}'
  const invalid = '{"code":"INVALID_TOKEN","description":"The token provided is invalid"}'

  test('a call without a key, or with an empty one, is told which header is missing', async () => {
    for (const caller of [{}, { customer: admin.customer }, { token: '', customer: admin.customer }]) {
      const answer = await api.call('GET', '/products', caller)
      expect([answer.status, answer.text]).toEqual([401, missingToken])
    }
  })
})
