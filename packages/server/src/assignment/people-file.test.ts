import { randomUUID } from 'node:crypto'
import type { Actor } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seatsOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  rowsOf,
  type Story,
} from '../testing/story.ts'
import { assignPeopleFile } from './assign-people-file.ts'
import { changePeopleFile, forgetPeopleFile } from './change-people-file.ts'
import { keepPeopleFile } from './keep-people-file.ts'
import { sweepPeopleFiles } from './people-file-store.ts'
import { peopleFile, peopleFiles } from './people-file-views.ts'

let place: TestDatabase
let story: Story
let customer: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  customer = await newCustomer(story, 5)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const scope = () => ({ organizationId: customer.organizationId })

async function keep(text: string, id = randomUUID(), actor: Actor = customer.admin): Promise<string> {
  const content = new TextEncoder().encode(text)
  return planOf(await story.write(actor, keepPeopleFile, { ...scope(), id, name: 'staff.csv', content })).id
}

const see = (id: string, actor: Actor = customer.admin, teamId?: number) =>
  story.read(actor, peopleFile, { ...scope(), id, teamId })
const handOut = (id: string, jobId: string, ...addresses: string[]) =>
  story.write(customer.admin, assignPeopleFile, {
    ...{ ...scope(), id, headings: { abteilung: 'team', kst: 'ignore' } },
    assign: {
      ...{ teamId: customer.teamId, productCode: customer.productCode, rows: rowsOf(...addresses) },
      ...({ cameBy: 'list', jobId } as const),
    },
  })

describe('a file of people', () => {
  test('comes back byte for byte, with what was said about it', async () => {
    const id = await keep('r\u00f6sa@harrowvale.example\r\n')
    const said = { reading: { file: { encoding: 'windows-1252' } }, fixes: { out: [3] } }
    planOf(await story.write(customer.admin, changePeopleFile, { ...scope(), id, ...said }))
    const kept = planOf(await see(id))
    expect(new TextDecoder().decode(kept.content)).toBe('r\u00f6sa@harrowvale.example\r\n')
    expect(kept).toMatchObject({ name: 'staff.csv', ...said })
  })

  test('is its sender\u2019s alone: other administrators, other pages and other customers do not find it', async () => {
    const id = await keep('a@harrowvale.example')
    const pekka = await actorWith(story, customer.organizationId, {
      ...{ address: 'pekka@harrowvale.example', name: 'Pekka Lahtinen', role: 'administrator' },
    })
    expect(refusalOf(await see(id, pekka)).code).toBe('list_not_found')
    expect(refusalOf(await see(id, customer.admin, customer.teamId)).code).toBe('list_not_found')
    const forget = await story.write(pekka, forgetPeopleFile, { ...scope(), id })
    expect(refusalOf(forget).code).toBe('list_not_found')
    const rival = await newCustomer(story, 1)
    const stranger = await actorWith(story, rival.organizationId, {
      ...{ address: 'rival@kelso.example', name: 'Rival', role: 'administrator' },
    })
    expect(refusalOf(await see(id, stranger)).code).toBe('organization_not_found')
  })

  test('is for whoever may assign: who only sees the licenses keeps none', async () => {
    const viewer = await actorWith(story, customer.organizationId, {
      ...{ address: 'vera@harrowvale.example', name: 'Vera', role: 'viewer' },
    })
    const content = new TextEncoder().encode('a@harrowvale.example')
    const request = { ...scope(), id: randomUUID(), name: 'staff.csv', content }
    expect(refusalOf(await story.write(viewer, keepPeopleFile, request)).code).toBe('not_allowed')
  })

  test('sent twice by one form is one, and a name nobody could show is left out', async () => {
    const id = randomUUID()
    await keep('first@harrowvale.example', id)
    await keep('second@harrowvale.example', id)
    expect(new TextDecoder().decode(planOf(await see(id)).content)).toBe('first@harrowvale.example')
    const odd = { ...scope(), id: randomUUID(), name: '\u200b', content: new Uint8Array([1]) }
    planOf(await story.write(customer.admin, keepPeopleFile, odd))
    expect(planOf(await see(odd.id)).name).toBe('')
  })

  test('gives way when its sender has begun ten newer ones', async () => {
    const oldest = await keep('oldest@harrowvale.example')
    story.pass({ minutes: 1 })
    for (let count = 0; count < 10; count++) await keep(`newer${count}@harrowvale.example`)
    expect(refusalOf(await see(oldest)).code).toBe('list_not_found')
    expect(planOf(await story.read(customer.admin, peopleFiles, scope()))).toHaveLength(10)
  })

  test('stays when it is the newest, though many others are of the same moment', async () => {
    for (let count = 0; count < 15; count++) planOf(await see(await keep(`same${count}@harrowvale.example`)))
  })

  test('is forgotten after seven days, and not before', async () => {
    const id = await keep('week@harrowvale.example')
    const sweep = (days: number) =>
      sweepPeopleFiles(story.database.db, new Date(story.now().getTime() + days * 86_400_000))
    await sweep(7)
    planOf(await see(id))
    await sweep(7.01)
    expect(refusalOf(await see(id)).code).toBe('list_not_found')
  })
})

describe('handing a file out', () => {
  test('gives the licenses, remembers the headings for the organization, and forgets the file', async () => {
    const id = await keep('ada@harrowvale.example')
    planOf(await handOut(id, randomUUID(), 'ada@harrowvale.example'))
    expect((await seatsOf(story, customer)).holders).toContain('ada@harrowvale.example')
    expect(refusalOf(await see(id)).code).toBe('list_not_found')
    const next = planOf(await see(await keep('ben@harrowvale.example')))
    expect(next.headings).toEqual({ abteilung: 'team', kst: 'ignore' })
  })

  test('pressed twice does it once, and both presses lead to the same report', async () => {
    const id = await keep('cleo@harrowvale.example')
    const jobId = randomUUID()
    const answers = await Promise.all([
      handOut(id, jobId, 'cleo@harrowvale.example'),
      handOut(id, jobId, 'cleo@harrowvale.example'),
    ])
    expect(answers.map(planOf)).toEqual([{ jobId }, { jobId }])
    const { holders } = await seatsOf(story, customer)
    expect(holders.filter((holder) => holder.startsWith('cleo'))).toHaveLength(1)
  })

  test('that is refused leaves the file as it was', async () => {
    const id = await keep('dan@harrowvale.example')
    const empty = await newTeam(story, customer, 0)
    const refused = await story.write(customer.admin, assignPeopleFile, {
      ...{ ...scope(), id, headings: {} },
      assign: {
        ...{ teamId: empty.teamId, productCode: 'LOOM', rows: rowsOf('dan@harrowvale.example') },
        ...({ cameBy: 'list', jobId: randomUUID() } as const),
      },
    })
    expect(refusalOf(refused).code).toBe('no_free_seat')
    planOf(await see(id))
  })

  test('from a second tab, once it is gone, does nothing', async () => {
    const id = await keep('eve@harrowvale.example')
    planOf(await handOut(id, randomUUID(), 'eve@harrowvale.example'))
    expect(refusalOf(await handOut(id, randomUUID(), 'eve@harrowvale.example')).code).toBe('list_not_found')
  })
})
