import { randomUUID } from 'node:crypto'
import { system } from '@claviger/core/teams/actor'
import { expect, test } from 'vitest'
import { lettersOf, newLink, openTerms, take } from '../testing/acts.ts'
import { openPostOffice } from '../testing/post-office.ts'
import { type Customer, newCustomer, planOf } from '../testing/story.ts'
import { changeInvitation } from './change-invitation.ts'
import { saveSwitch } from './letter-switch-store.ts'

const office = openPostOffice()

const news = async (customer: Customer) =>
  (await lettersOf(office.story, customer)).map((one) => one.kind).filter((kind) => kind.startsWith('link'))

async function takeSome(token: string, count: number): Promise<void> {
  for (let one = 0; one < count; one++)
    planOf(await take(office.story, token, `p${randomUUID().slice(0, 8)}@harrowvale.example`))
}

test('that a link is nearly used up is told to its maker once, and again when its limit was raised', async () => {
  const customer = await newCustomer(office.story, 40)
  const { token, act } = await newLink(office.story, customer, { cap: '10' })
  await takeSome(token, 7)
  expect(await news(customer)).toEqual([])
  await takeSome(token, 2)
  expect(await news(customer)).toEqual(['link_nearly_used'])
  const [letter] = (await lettersOf(office.story, customer)).filter((one) => one.kind === 'link_nearly_used')
  expect(letter).toMatchObject({
    to_address: 'ines.okafor@harrowvale.example',
    facts: { taken: 8, left: 2, cap: 10 },
  })
  planOf(await office.story.write(customer.admin, changeInvitation, { ...act, ...openTerms, cap: '12' }))
  await takeSome(token, 1)
  expect(await news(customer)).toEqual(['link_nearly_used', 'link_nearly_used'])
})

test('few free seats are told of as well as a limit that is near', async () => {
  const customer = await newCustomer(office.story, 4)
  const { token } = await newLink(office.story, customer)
  await takeSome(token, 4)
  expect(await news(customer)).toEqual(['link_nearly_used'])
})

test('each taking is told where that was asked for, and the last as the end of the link', async () => {
  const customer = await newCustomer(office.story, 9)
  const { token } = await newLink(office.story, customer, { cap: '4', notice: 'each' })
  await takeSome(token, 4)
  expect(await news(customer)).toEqual(['link_taken', 'link_nearly_used', 'link_taken', 'link_used_up'])
})

test('nothing is told of a link that wants no news, nor what its maker has switched off', async () => {
  const customer = await newCustomer(office.story, 20)
  const silent = await newLink(office.story, customer, { cap: '3', notice: 'none' })
  await takeSome(silent.token, 3)
  const off = { kind: 'link_nearly_used', enabled: false, by: 'Ines Okafor' } as const
  const personIds = customer.admin.grants.map((grant) => grant.personId)
  await office.story.write(system, (tx) => saveSwitch(tx, customer.organizationId, off, personIds), null)
  const { token } = await newLink(office.story, customer, { cap: '4' })
  await takeSome(token, 3)
  expect(await news(customer)).toEqual([])
  await takeSome(token, 1)
  expect(await news(customer)).toEqual(['link_used_up'])
})
