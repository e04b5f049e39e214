import { randomUUID } from 'node:crypto'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { expect, test } from 'vitest'
import { smtpCarrier } from '../outbox/smtp.ts'
import { assign, licenseOf, newLink, seatsOf, take } from '../testing/acts.ts'
import { startMailServer } from '../testing/mail-server.ts'
import { openPostOffice } from '../testing/post-office.ts'
import { type Customer, newCustomer, planOf, refusalOf } from '../testing/story.ts'
import { organizationHome } from './home-views.ts'
import { jobPage } from './job-views.ts'
import { licensePanel } from './license-panel-views.ts'
import { resendAnnouncement } from './send-letters.ts'

const office = openPostOffice()
const three = ['first', 'second', 'third'].map((name) => `${name}@harrowvale.example`)

async function threeInvited(): Promise<{ customer: Customer; jobId: string }> {
  const customer = await newCustomer(office.story, 5)
  const jobId = await assign(office.story, customer, ...three)
  office.story.pass({ minutes: 2 })
  return { customer, jobId }
}

const lettersOf = async ({ organizationId, admin }: Customer, jobId: string) =>
  planOf(await office.story.read(admin, jobPage, { organizationId, jobId, page: 1, perPage: 10 })).letters

test('while the mail server is down the report says what has not left, and no seat is lost (O-15)', async () => {
  const { customer, jobId } = await threeInvited()
  const gone = await startMailServer()
  await gone.stop()
  await office.delivery(gone.url).deliverDue()
  expect(await lettersOf(customer, jobId)).toMatchObject({ sent: 0, waiting: 3, failed: 0 })
  expect(await seatsOf(office.story, customer)).toMatchObject({ free: 2, invited: 3 })
  const back = await office.mailServer({ port: Number(new URL(gone.url).port) })
  office.story.pass({ minutes: 1 })
  await office.delivery(back.url).deliverDue()
  expect(await lettersOf(customer, jobId)).toMatchObject({ sent: 3, waiting: 0, failed: 0 })
})

test('one refused mailbox holds nobody up; its letter is named, has its link to copy, and is sent again (O-15)', async () => {
  const { customer, jobId } = await threeInvited()
  const { organizationId, admin } = customer
  const server = await office.mailServer({ refuses: [three[0] ?? ''] })
  await office.delivery(server.url).deliverDue()
  expect(await lettersOf(customer, jobId)).toMatchObject({ sent: 2, failed: 1 })
  const home = planOf(
    await office.story.read(admin, organizationHome, { organizationId, today: dateFrom('2026-11-02') }),
  )
  expect(home.lettersFailed).toBe(1)
  const licenseId = await licenseOf(office.story, customer, three[0] ?? '')
  const panel = async () =>
    planOf(await office.story.read(admin, licensePanel, { organizationId, licenseId }))
  expect((await panel()).letter).toMatchObject({ state: 'failed' })
  const { door, assignmentId } = await waiting(organizationId, licenseId)
  planOf(await office.story.write(admin, resendAnnouncement, { organizationId, assignmentId }))
  const healed = await office.mailServer()
  await office.delivery(healed.url).deliverDue()
  expect(healed.arrived.map(({ mail }) => mail.text)).toEqual([expect.stringContaining(`/a/${door}\n`)])
  expect(await seatsOf(office.story, customer)).toMatchObject({ free: 2, invited: 3 })
})

test('while a mail server hangs, licenses are assigned and taken at once (O-15)', async () => {
  const { customer } = await threeInvited()
  const server = await office.mailServer({ hangs: true })
  const carrier = smtpCarrier({ url: server.url, silenceMs: 3000 })
  const out = office.delivery(null, { carrier })
  const hanging = out.deliverDue().then(() => 'delivered')
  const { token } = await newLink(office.story, customer)
  const act = take(office.story, token, 'meanwhile@harrowvale.example').then(() => 'taken')
  expect(await Promise.race([hanging, act])).toBe('taken')
  expect(refusalOf(await take(office.story, randomUUID(), 'x@harrowvale.example')).code).toBe('link_unknown')
  await hanging
})

async function waiting(organizationId: number, licenseId: string) {
  const row = await office.story.database.db
    .selectFrom('assignment')
    .select(['id', 'door'])
    .where('organization_id', '=', organizationId)
    .where('license_id', '=', licenseId)
    .executeTakeFirstOrThrow()
  return { assignmentId: row.id, door: row.door }
}
