import { randomUUID } from 'node:crypto'
import type { Actor } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jobPage } from '../assignment/job-views.ts'
import type { Selection } from '../assignment/license-filter.ts'
import { moveLicenses } from '../assignment/move-licenses.ts'
import { assign, lettersOf, licenseOf, pageOf, revoke, these, undo } from '../testing/acts.ts'
import { countStatements } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { withKeys } from '../testing/keys.ts'
import {
  actorWith,
  buySeats,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { answerCodeRequest } from './answer-code-request.ts'
import { changeCodePolicy } from './change-code-policy.ts'
import { codeRequestsPage } from './code-request-views.ts'
import { handOutCodes } from './hand-out-codes.ts'
import { mailCodes } from './mail-codes.ts'
import { requestCode } from './request-code.ts'
import { takeOwnCode } from './take-own-code.ts'

let place: TestDatabase
let story: Story
let customer: Customer
const amaya = 'amaya@harrowvale.example'

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
})
afterAll(async () => {
  await story.close()
  await place.drop()
})
beforeEach(async () => {
  customer = await newCustomer(story, 60)
  await assign(story, customer, amaya)
})

const policy = async (name: string, actor = customer.admin) =>
  story.write(actor, changeCodePolicy, { organizationId: customer.organizationId, policy: name })
const ownOf = async (address: string) => ({
  ...{ organizationId: customer.organizationId, licenseId: await licenseOf(story, customer, address) },
})
const take = async (address = amaya) => story.write(visitor(address), takeOwnCode, await ownOf(address))
const ask = async (address = amaya, reason = 'No network in the cellar', id = randomUUID()) =>
  story.write(visitor(address), requestCode, { ...(await ownOf(address)), id, reason })
const answer = (id: string, said: string, note = '', actor = customer.admin) =>
  story.write(actor, answerCodeRequest, {
    ...{ organizationId: customer.organizationId, id, answer: said, note },
  })
const handOut = (selection: Selection, actor = customer.admin) =>
  story.write(actor, handOutCodes, { organizationId: customer.organizationId, selection })
const mail = (selection: Selection, jobId = randomUUID() as string, actor = customer.admin) =>
  story.write(actor, mailCodes, { organizationId: customer.organizationId, selection, jobId })
const everything: Selection = { kind: 'matching', filter: {}, except: [] }
const lettersAbout = async (kind: string) =>
  (await lettersOf(story, customer)).filter((letter) => letter.kind === kind)

describe('the person', () => {
  test('takes a code, and the same one again', async () => {
    expect(await take()).toMatchObject({ ok: true, plan: { serial: 1 } })
    story.pass({ days: 3 })
    expect(await take()).toMatchObject({ ok: true, plan: { serial: 1 } })
  })

  test('takes none for a license of somebody else, and learns nothing of it', async () => {
    const own = await ownOf(amaya)
    const refused = await story.write(visitor('eve@kelso.example'), takeOwnCode, own)
    expect(refused).toMatchObject({ refusal: { code: 'license_not_found' } })
  })

  test('asks first where the organization wants it, once however often they press', async () => {
    planOf(await policy('ask'))
    expect(await take()).toMatchObject({ refusal: { code: 'code_must_be_asked' } })
    planOf(await ask())
    planOf(await ask())
    expect(await lettersAbout('code_requested')).toMatchObject([
      { to_address: customer.admin.addresses[0]?.address, facts: { reason: 'No network in the cellar' } },
    ])
  })

  test('says why, and asks for nothing where a code is to be had', async () => {
    expect(await ask()).toMatchObject({ refusal: { code: 'code_needs_no_asking' } })
    planOf(await policy('ask'))
    expect(await ask(amaya, ' ')).toMatchObject({ refusal: { code: 'fields_wrong' } })
  })
})

describe('whoever administers the license', () => {
  beforeEach(async () => {
    planOf(await policy('ask'))
  })

  test('approves a request once: the code is issued and mailed, and not kept once it has left (O-39)', async () => {
    const { id } = planOf(await ask())
    planOf(await answer(id, 'approve', 'Good weaving'))
    expect(await lettersAbout('activation_code')).toMatchObject([
      { to_address: amaya, secret: true, facts: { note: 'Good weaving' } },
    ])
    expect(await answer(id, 'deny')).toMatchObject({ refusal: { code: 'code_request_answered' } })
    expect(await take()).toMatchObject({ ok: true, plan: { serial: 1 } })
  })

  test('denies a request with a line; the person may ask again', async () => {
    const { id } = planOf(await ask())
    planOf(await answer(id, 'deny', 'Which machine?'))
    expect(await lettersAbout('code_denied')).toMatchObject([{ facts: { note: 'Which machine?' } }])
    expect(planOf(await ask()).id).not.toBe(id)
  })

  test('approves nothing for somebody who has lost the license, and may still say no', async () => {
    const { id } = planOf(await ask())
    await revoke(story, customer, amaya)
    expect(await answer(id, 'approve')).toMatchObject({ refusal: { code: 'not_assigned' } })
    expect(await answer(id, 'deny')).toMatchObject({ ok: true })
  })

  test('of another team or with a look only, answers nothing', async () => {
    const { id } = planOf(await ask())
    const other = await newTeam(story, customer, 2)
    const role = { name: 'Somebody', teamId: other.teamId }
    const stranger = await actorWith(story, customer.organizationId, {
      ...{ ...role, address: 'other@harrowvale.example', role: 'team_administrator' },
    })
    expect(await answer(id, 'approve', '', stranger)).toMatchObject({
      refusal: { code: 'code_request_not_found' },
    })
    const viewer = await actorWith(story, customer.organizationId, {
      ...{ address: 'viewer@harrowvale.example', name: 'Viewer', role: 'viewer' },
    })
    expect(await answer(id, 'approve', '', viewer)).toMatchObject({ refusal: { code: 'not_allowed' } })
    expect(await policy('page', viewer)).toMatchObject({ refusal: { code: 'not_allowed' } })
  })
})

describe('a license that went to another team', () => {
  test('takes its open request along: there it is seen and answered, and here no more', async () => {
    planOf(await policy('ask'))
    const { id } = planOf(await ask())
    const mobile = await newTeam(story, customer, 0)
    const [here, there] = await Promise.all([leadOf(customer), leadOf(mobile)])
    planOf(
      await story.write(customer.admin, moveLicenses, {
        ...{ organizationId: customer.organizationId, jobId: randomUUID(), preview: false },
        what: { kind: 'selection', selection: these(await licenseOf(story, customer, amaya)) },
        to: { teamId: mobile.teamId },
      }),
    )
    expect([await openRequests(here), await openRequests(there)]).toEqual([0, 1])
    expect(await answer(id, 'approve', '', here)).toMatchObject({
      refusal: { code: 'code_request_not_found' },
    })
    expect(await answer(id, 'approve', '', there)).toMatchObject({ ok: true })
  })

  const leadOf = ({ teamId, organizationId }: Customer) =>
    actorWith(story, organizationId, {
      ...{ address: `lead.${teamId}@harrowvale.example`, name: 'Lead', role: 'team_administrator', teamId },
    })

  const openRequests = async (lead: Actor) =>
    planOf(await story.read(lead, codeRequestsPage, { organizationId: customer.organizationId })).open
})

describe('codes of many', () => {
  test('one code for each license somebody holds; whoever has one gets the same', async () => {
    planOf(await take())
    await assign(story, customer, 'ben@harrowvale.example')
    const { codes } = planOf(await handOut(everything))
    expect(codes).toMatchObject([
      { address: amaya, isNew: false },
      { address: 'ben@harrowvale.example', isNew: true },
    ])
    expect(await lettersAbout('activation_code')).toEqual([])
  })

  test('a form that arrives twice mails once', async () => {
    const id = randomUUID()
    planOf(await mail(everything, id))
    planOf(await mail(everything, id))
    expect(await lettersAbout('activation_code')).toHaveLength(1)
  })

  test('each person gets one letter with all their codes, and the job says who got one and who none', async () => {
    const ferrule = { ...customer, productCode: 'FERR' }
    await buySeats(story, ferrule, 1)
    await assign(story, ferrule, amaya)
    await assign(story, customer, 'ben@harrowvale.example')
    const [left] = [await licenseOf(story, customer, 'ben@harrowvale.example')]
    const kept = (await pageOf(story, customer)).rows.filter((row) => row.person).map((row) => row.licenseId)
    await revoke(story, customer, 'ben@harrowvale.example')
    const jobId = randomUUID()
    planOf(await mail(these(...kept), jobId))
    const letters = await lettersAbout('activation_code')
    expect(letters).toMatchObject([{ to_address: amaya, secret: true, facts: { also: [{}] } }])
    const query = { organizationId: customer.organizationId, jobId, page: 1, perPage: 10 }
    const job = planOf(await story.read(customer.admin, jobPage, query))
    expect(job).toMatchObject({ kind: 'codes', state: 'ended', done: 2, skipped: 1, mayUndo: false })
    expect(job.lines[0]).toMatchObject({ licenseId: left, reason: { code: 'not_assigned' } })
    expect(await undo(story, customer, jobId)).toMatchObject({ refusal: { code: 'undo_window_over' } })
  })

  test('a license of a team that is not theirs to hand out refuses all, and says nothing of it', async () => {
    const other = await newTeam(story, customer, 2)
    const admin = await actorWith(story, customer.organizationId, {
      ...{ address: 'one@harrowvale.example', name: 'One', role: 'team_administrator', teamId: other.teamId },
    })
    const foreign = these(await licenseOf(story, customer, amaya))
    for (const answer of [await handOut(foreign, admin), await mail(foreign, randomUUID(), admin)])
      expect(answer).toMatchObject({ refusal: { code: 'license_not_found' } })
    for (const answer of [await handOut(everything, admin), await mail(everything, randomUUID(), admin)])
      expect(answer).toMatchObject({ refusal: { code: 'nothing_selected' } })
  })

  test('statements do not grow with the number of people', async () => {
    const few = await countStatements(story.database, () => mail(everything))
    const crowd = Array.from({ length: 50 }, (_, index) => `person.${index}@harrowvale.example`)
    await assign(story, customer, ...crowd)
    const many = await countStatements(story.database, () => mail(everything))
    expect(await lettersAbout('activation_code')).toHaveLength(52)
    expect(many).toBeLessThanOrEqual(few + 1)
  })

  test('no code stands in the log of what happened (O-39)', async () => {
    planOf(await mail(everything))
    const events = await story.database.db.selectFrom('event').selectAll().execute()
    expect(events.some((event) => event.what === 'activation_code_issued')).toBe(true)
    expect(JSON.stringify(events)).not.toContain('eyJ')
  })
})
