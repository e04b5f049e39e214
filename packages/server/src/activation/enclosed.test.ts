import { verifyWith } from '@claviger/core/activation/verify-with'
import { type AccountActor, operator } from '@claviger/core/teams/actor'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Application } from '../application.ts'
import { undoJob } from '../assignment/undo-job.ts'
import { resendLetter } from '../outbox/resend-letter.ts'
import { assign, revoke } from '../testing/acts.ts'
import { appOf } from '../testing/app-of.ts'
import { isGenuine, rootKeyOf } from '../testing/keys.ts'
import { openPostOffice } from '../testing/post-office.ts'
import { type Customer, newCustomer, planOf, visitor } from '../testing/story.ts'
import { changeCodePolicy } from './change-code-policy.ts'

const office = openPostOffice()
const jo = 'jo.voss@harrowvale.example'
const owner: AccountActor = { ...visitor('maud@fenwick.example'), staff: 'owner' }
const staff: AccountActor = { ...visitor('ravi@fenwick.example'), staff: 'staff' }
let customer: Customer
let app: Application

beforeAll(async () => {
  app = await appOf(office.story)
})

beforeEach(async () => {
  customer = await newCustomer(office.story, 5)
})

/** Every code of the customer that is in the world. */
const codes = () =>
  office.story.database.db
    .selectFrom('activation_code')
    .selectAll()
    .where('organization_id', '=', customer.organizationId)
    .execute()

async function verdictOf(text: string) {
  const rootKeys = [await rootKeyOf(office.story)]
  return verifyWith(isGenuine, text, { rootKeys, product: 'LOOM', now: office.story.now() })
}

/** Lets the letters leave that are due in three minutes; to nobody's mail server where there is none. */
async function letThemLeave(url: string | null): Promise<void> {
  office.story.pass({ minutes: 3 })
  await office.delivery(url).deliverDue()
}

const letterAs = async (actor: AccountActor | typeof operator) => {
  const [letter] = await office.stored()
  return planOf(await app.views.letterPage(actor, { letterId: letter?.id ?? '' }))
}

test('the letter of a license brings the code in its text, unbroken, and as a file', async () => {
  const server = await office.mailServer()
  await assign(office.story, customer, jo)
  expect(await codes()).toEqual([])
  await letThemLeave(server.url)
  const [code] = await codes()
  expect(code).toMatchObject({ came_by: 'letter', serial: 1, replaced_at: null })
  const mail = server.arrived[0]?.mail
  expect(mail?.text).toContain(code?.document.split('\n').slice(1).join('\n'))
  expect(await verdictOf(mail?.text ?? '')).toMatchObject({ kind: 'valid' })
  expect(await verdictOf(String(mail?.html))).toMatchObject({ kind: 'valid' })
  const [file] = mail?.attachments ?? []
  expect(file?.filename).toMatch(/^loomwright-\w{10}\.txt$/)
  expect(file?.content.toString()).toBe(code?.document)
})

test('an assignment that is undone before its letter leaves puts no code into the world', async () => {
  const { organizationId, admin } = customer
  const jobId = await assign(office.story, customer, jo)
  planOf(await office.story.write(admin, undoJob, { organizationId, jobId }))
  await letThemLeave(null)
  expect(await codes()).toEqual([])
})

test.each(['page', 'ask'])('by policy "%s" no letter brings a code', async (policy) => {
  const { organizationId, admin } = customer
  planOf(await office.story.write(admin, changeCodePolicy, { organizationId, policy }))
  await assign(office.story, customer, jo)
  await letThemLeave(null)
  expect(await codes()).toEqual([])
  expect((await letterAs(operator)).text).not.toContain('eyJ')
})

test('without a mail server the code is made all the same, and read by owners only (O-39)', async () => {
  await assign(office.story, customer, jo)
  expect((await letterAs(owner)).text).toContain('The activation code is made when this letter leaves.')
  await letThemLeave(null)
  const [code] = await codes()
  expect(await verdictOf((await letterAs(owner)).text)).toMatchObject({ kind: 'valid' })
  const others = await letterAs(staff)
  expect(others.covered).toBe('owners_only')
  expect(others.text + others.html).not.toContain(code?.document.slice(-40))
})

test('a code that has left is covered where its letter is kept (O-39)', async () => {
  const server = await office.mailServer()
  await assign(office.story, customer, jo)
  await letThemLeave(server.url)
  const { text, covered } = await letterAs(owner)
  expect(covered).toBe('left')
  expect(text).not.toContain('eyJ')
  expect(JSON.stringify(await office.stored())).not.toContain('eyJ')
})

test('a letter that is sent again brings the same code', async () => {
  const server = await office.mailServer()
  await assign(office.story, customer, jo)
  await letThemLeave(server.url)
  const [letter] = await office.stored()
  planOf(await office.story.write(operator, resendLetter, { letterId: letter?.id ?? '' }))
  await letThemLeave(server.url)
  expect(server.arrived).toHaveLength(2)
  const [first, second] = server.arrived.map(({ mail }) => mail.attachments[0]?.content.toString())
  expect(second).toBe(first)
  expect(await codes()).toHaveLength(1)
})

test('a code that cannot be made holds up its own letter only', async () => {
  const server = await office.mailServer()
  await assign(office.story, customer, jo)
  await office.queue({
    ...{ kind: 'staff_added', organizationId: 0, locale: 'en-US', facts: { by: 'Pia', role: 'owner' } },
    to: { address: 'other@fenwick.example', name: '' },
  })
  office.story.pass({ minutes: 3 })
  const broken = { enclose: () => Promise.reject(new Error('no key to sign with')) }
  await office.delivery(server.url, broken).deliverDue()
  expect(server.arrived.map(({ mail }) => mail.to)).toMatchObject([{ text: 'other@fenwick.example' }])
  expect(await office.stored()).toMatchObject([
    { state: 'waiting', last_error: 'no key to sign with' },
    { state: 'sent' },
  ])
})

test('whoever lost their license is told what the code they have goes on doing, and whoever has none is not', async () => {
  await assign(office.story, customer, jo)
  await letThemLeave(null)
  const mail = office.story.database.db
  await mail.deleteFrom('letter').execute()
  await assign(office.story, customer, 'ben@harrowvale.example')
  await mail.updateTable('letter').set({ encloses: null }).execute()
  await letThemLeave(null)
  await mail.deleteFrom('letter').execute()
  await revoke(office.story, customer, jo, 'ben@harrowvale.example')
  office.story.pass({ minutes: 20 })
  const server = await office.mailServer()
  await office.delivery(server.url).deliverDue()
  const told = Object.fromEntries(
    server.arrived.map(({ mail: { to, text } }) => [[to].flat()[0]?.text, text]),
  )
  expect(told[jo]?.replaceAll(/\s+/g, ' ')).toContain(
    'The activation code you have cannot be called back. Works until 8 November 2027.',
  )
  expect(told['ben@harrowvale.example']).not.toMatch(/activation code/)
})
