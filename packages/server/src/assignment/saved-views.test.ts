import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
} from '../testing/story.ts'
import { chooseColumns } from './choose-columns.ts'
import { deleteView } from './delete-view.ts'
import { exportLicenses } from './export-licenses.ts'
import { licenseList } from './license-list-views.ts'
import { listLook } from './list-look-views.ts'
import { renameView } from './rename-view.ts'
import { saveView } from './save-view.ts'

let place: TestDatabase
let story: Story
let town: Customer
let noor: Awaited<ReturnType<typeof actorWith>>

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  town = await newCustomer(story, 3)
  noor = await actorWith(story, town.organizationId, {
    ...{
      address: 'noor@harrowvale.example',
      name: 'Noor El-Sayed',
      role: 'team_viewer',
      teamId: town.teamId,
    },
  })
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const ofList = () => ({ organizationId: town.organizationId, page: 'licenses' })
const look = async (actor = town.admin) => planOf(await story.read(actor, listLook, ofList()))

test('a view is there for everybody in the organization and for nobody else', async () => {
  planOf(await story.write(noor, saveView, { ...ofList(), name: 'Leavers', query: 'status=idle' }))
  const view = { slug: 'leavers', name: 'Leavers', query: 'status=idle' }
  expect((await look()).views).toEqual([{ ...view, mayChange: true }])
  expect((await look(noor)).views).toEqual([{ ...view, mayChange: true }])
  const stranger = await newCustomer(story, 1)
  expect(refusalOf(await story.read(stranger.admin, listLook, ofList())).code).toBe('organization_not_found')
})

test('its maker and administrators change a view, others are told who may; its address stays', async () => {
  planOf(await story.write(town.admin, saveView, { ...ofList(), name: 'Free seats', query: 'status=free' }))
  const free = { ...ofList(), slug: 'free-seats' }
  expect(refusalOf(await story.write(noor, deleteView, free)).code).toBe('not_allowed')
  expect(refusalOf(await story.write(noor, renameView, { ...free, name: 'Leavers' })).code).toBe(
    'not_allowed',
  )
  const taken = await story.write(town.admin, renameView, { ...free, name: 'LEAVERS' })
  expect(refusalOf(taken).code).toBe('view_name_taken')
  planOf(await story.write(town.admin, renameView, { ...free, name: 'To give away' }))
  expect((await look()).views.find(({ slug }) => slug === 'free-seats')?.name).toBe('To give away')
  planOf(await story.write(town.admin, deleteView, { ...ofList(), slug: 'leavers' }))
  expect((await look(noor)).views.map(({ slug, mayChange }) => [slug, mayChange])).toEqual([
    ['free-seats', false],
  ])
  expect(refusalOf(await story.write(noor, deleteView, { ...ofList(), slug: 'leavers' })).code).toBe(
    'view_not_found',
  )
})

test('columns are remembered for one account and forgotten when the usual ones are asked for', async () => {
  const columns = ['person', 'machines', 'drop table', 'machines']
  planOf(await story.write(noor, chooseColumns, { ...ofList(), columns }))
  expect([(await look(noor)).columns, (await look()).columns]).toEqual([['person', 'machines'], null])
  planOf(await story.write(noor, chooseColumns, { ...ofList(), columns: [] }))
  expect((await look(noor)).columns).toBe(null)
})

test('whoever takes a list of licenses along gets what they see, and stands in the log with how long it was', async () => {
  await newTeam(story, town, 2)
  const selection = { kind: 'matching', filter: {}, except: [] } as const
  const request = { organizationId: town.organizationId, selection }
  for (const [actor, format, licenses] of [
    [noor, 'xlsx', 3],
    [town.admin, 'csv', 5],
  ] as const) {
    expect(planOf(await story.write(actor, exportLicenses, { ...request, format }))).toEqual({ licenses })
    const { rows } = planOf(await story.read(actor, licenseList, { ...request, perPage: 10 }))
    expect(rows).toHaveLength(licenses)
  }
  const events = await story.database.db
    .selectFrom('event')
    .select(['actor', 'facts'])
    .where('what', '=', 'licenses_exported')
    .orderBy('id')
    .execute()
  expect(events).toEqual([
    { actor: 'Noor El-Sayed', facts: { count: 3, format: 'xlsx' } },
    { actor: 'Ines Okafor', facts: { count: 5, format: 'csv' } },
  ])
})
