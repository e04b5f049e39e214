import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handOutCodes } from '../activation/hand-out-codes.ts'
import { assign, licenseOf, newLink, pageOf, take, these } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { connectMachine } from '../testing/devices.ts'
import { withKeys } from '../testing/keys.ts'
import {
  buySeats,
  type Customer,
  newCustomer,
  openStory,
  planOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { changeEndDay } from './change-end-day.ts'
import { connectLicenses } from './connect-licenses.ts'
import type { LicenseFilter, Selection } from './license-filter.ts'
import { licenseList } from './license-list-views.ts'
import type { LicenseSort } from './license-order.ts'
import type { LicenseRow } from './license-row-views.ts'
import { licensesPage } from './license-views.ts'

let place: TestDatabase
let story: Story
let town: Customer

/** The first is used and then no more, the second uses a code alone, the third nothing; the fourth comes late. */
const [idle, coded, never, fresh, far] = [
  ...(['idle@harrowvale.example', 'coded@harrowvale.example', 'never@harrowvale.example'] as const),
  ...(['fresh@harrowvale.example', 'far@kelso.example'] as const),
]

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
  town = await newCustomer(story, 6)
  await buySeats(story, { ...town, productCode: 'FERR' }, 1, 90)
  await assign(story, town, idle, coded, never)
  await use(idle, 'Desk')
  const selection = these(await licenseOf(story, town, coded))
  const form = { organizationId: town.organizationId, selection }
  planOf(await story.write(town.admin, handOutCodes, form))
  const ending = { licenseId: await licenseOf(story, town, never), endsOn: '2027-02-01' }
  planOf(await story.write(town.admin, changeEndDay, { organizationId: town.organizationId, ...ending }))
  story.pass({ days: 61 })
  const { token } = await newLink(story, town)
  planOf(await take(story, token, far))
  await assign(story, town, fresh)
  await use(fresh, 'Laptop', '6.10')
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

async function use(address: string, machine: string, release = '6.9') {
  planOf(await story.write(visitor(address), connectLicenses, {}))
  const own = { organizationId: town.organizationId, licenseId: await licenseOf(story, town, address) }
  await connectMachine(story, visitor(address), own, machine, { release })
}

const holders = (rows: readonly LicenseRow[]) => rows.flatMap((row) => row.person?.address ?? [])

describe('of all licenses', () => {
  const filters: readonly [string, LicenseFilter, readonly string[]][] = [
    ['idle are those a product was seen using, but not lately', { status: ['idle'] }, [idle]],
    ['idle is a matter of days', { status: ['idle'], days: { idle: 62 } }, []],
    [
      'idle includes those of today when no day is asked for',
      { status: ['idle'], days: { idle: 0 } },
      [idle, fresh],
    ],
    [
      'days without the word limit whatever else is asked for',
      { status: ['connected'], days: { idle: 60 } },
      [idle],
    ],
    ['never used are those of which nothing is known', { status: ['never'] }, [never, far]],
    ['never used is a matter of when they were given', { status: ['never'], days: { never: 14 } }, [never]],
    ['not recorded are those with a code alone', { status: ['not_recorded'] }, [coded]],
    ['two words are "or"', { status: ['idle', 'not_recorded'] }, [idle, coded]],
    ['use and state are one field', { status: ['not_recorded', 'connected'] }, [idle, coded, far, fresh]],
    ['some came by a link', { came: ['link'] }, [far]],
    ['some came by a list or a form', { came: ['list', 'form'] }, [idle, coded, never, fresh]],
    ['some are of a domain', { domains: ['KELSO.example', '@nobody.example'] }, [far]],
    ['a domain that cannot be one is nobody’s', { domains: ['not a domain'] }, []],
    ['some have a code', { code: ['yes'] }, [coded]],
    ['some have none', { code: ['no'], domains: ['harrowvale.example'] }, [idle, never, fresh]],
    [
      'with a code or without are all that somebody holds',
      { code: ['yes', 'no'] },
      [idle, coded, never, far, fresh],
    ],
    ['some are given until a day', { until: {} }, [never]],
    ['some are given until a day that is near', { until: { from: '2027-01-02', to: '2027-02-01' } }, [never]],
    ['and not until one before it', { until: { to: '2027-01-31' } }, []],
    ['what is no day limits to nothing', { renews: { to: 'soon' } }, []],
  ]

  test.each(filters)('%s', async (_, filter, expected) => {
    const { rows, total, held } = await pageOf(story, town, filter)
    expect([holders(rows), total, held]).toEqual([expected, expected.length, expected.length])
  })

  test('some renew by a day, counted with the free ones', async () => {
    const soon = await pageOf(story, town, { renews: { from: '2027-01-02', to: '2027-02-16' } })
    expect([soon.total, soon.held, soon.rows.map((row) => row.product.code)]).toEqual([1, 0, ['FERR']])
    const later = { renews: { to: '2027-11-02' }, status: ['free'] } as const
    expect((await pageOf(story, town, later)).total).toBe(2)
  })
})

describe('a row', () => {
  test('tells what the columns say', async () => {
    const { rows } = await pageOf(story, town)
    const row = rows.find((one) => one.person?.address === fresh)
    expect(row).toMatchObject({
      ...{ machines: 1, release: '6.10', cameBy: 'list', endsOn: null, hasCode: false, codeIssuedAt: null },
      lastSeenAt: story.now(),
    })
  })

  test.each<[LicenseSort, readonly string[]]>([
    ['version', [idle, fresh]],
    ['last_used', [idle, fresh]],
    ['code', [coded]],
    ['until', [never]],
    ['came', [far, idle, coded, never, fresh]],
    ['person', [coded, far, fresh, idle, never]],
  ])(
    'stands by %s where it belongs, and behind the others where it has nothing to say',
    async (sort, first) => {
      const query = { organizationId: town.organizationId, filter: {}, sort, page: 1, perPage: 100 }
      const { rows } = planOf(await story.read(town.admin, licensesPage, { ...query, descending: false }))
      expect(holders(rows).slice(0, first.length)).toEqual(first)
      expect(rows).toHaveLength(7)
    },
  )
})

describe('a list for a file', () => {
  const partsOf = async (selection: Selection, perPage: number) => {
    const ids: string[] = []
    let after: number | null | undefined
    do {
      const query = { organizationId: town.organizationId, selection, after: after ?? undefined, perPage }
      const part = planOf(await story.read(town.admin, licenseList, query))
      ids.push(...part.rows.map((row) => row.licenseId))
      after = part.next
    } while (after !== null)
    return ids
  }

  test('has each license that is meant once, in parts of any size', async () => {
    const all = (await pageOf(story, town)).rows.map((row) => row.licenseId)
    const [left = '', ...others] = all
    for (const perPage of [1, 3, 7, 100]) {
      expect(await partsOf({ kind: 'matching', filter: {}, except: [] }, perPage)).toEqual(all)
      expect(await partsOf({ kind: 'matching', filter: {}, except: [left] }, perPage)).toEqual(others)
    }
    expect(await partsOf(these(left), 5)).toEqual([left])
  })
})
