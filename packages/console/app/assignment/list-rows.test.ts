import type { PeopleRow } from '@claviger/core/assignment/people-reading'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { readAddress } from '@claviger/core/kernel/email'
import { describe, expect, test } from 'vitest'
import type { Fix } from './assign-form.ts'
import { listRows, unknownNames } from './list-rows.ts'

const pools = [
  { teamId: 1, team: 'Platform', productCode: 'LOOM', product: 'Loomwright' },
  { teamId: 2, team: 'Mobile', productCode: 'LOOM', product: 'Loomwright' },
]
const places = { pools, chosen: { teamId: 1, productCode: 'LOOM' }, meant: {} }

function row(said: Partial<PeopleRow>): PeopleRow {
  const read = readAddress('ines@harrowvale.example')
  return {
    ...{ line: 2, raw: 'ines@harrowvale.example', name: '', firstName: '', lastName: '', remark: '' },
    ...{ address: read.ok ? read.plan : null, problem: null, repeats: null, tidied: false },
    ...{ team: '', product: '', until: null, note: '', ...said },
  }
}

const read = (rows: PeopleRow[], fixes: [number, Fix][] = [], until: string | null = null) =>
  listRows(rows, { fixes: new Map(fixes), places, until: until === null ? null : dateFrom(until) })

describe('a row of a list', () => {
  test('asks for the pool it names, and keeps its row in the file', () => {
    const [asked] = read([row({ team: 'mobile ', line: 7 })])
    expect(asked).toMatchObject({ line: 1, textLine: 7, place: { teamId: 2, productCode: 'LOOM' } })
  })

  test('is given until its own day, else until the day of the list, else for good', () => {
    const own = dateFrom('2027-01-12')
    const [first, second] = read([row({ until: own }), row({})], [], '2027-06-30')
    expect([first?.endsOn, second?.endsOn, read([row({})])[0]?.endsOn]).toEqual([
      own,
      '2027-06-30',
      undefined,
    ])
  })

  test('of a team there is none of is an error, whatever its address', () => {
    const [asked] = read([row({ team: 'Blue' })])
    expect(asked).toMatchObject({ address: null, problem: { code: 'row_team_unknown', team: 'Blue' } })
  })

  test('with a day that is none waits, until somebody says that it is given for good', () => {
    const problem = { code: 'row_date_unread', cell: 'tomorrow' } as const
    const unread = row({ problem, address: null, raw: 'Ines ines@harrowvale.example tomorrow' })
    expect(read([unread])[0]).toMatchObject({ address: null, problem })
    const fix = { raw: unread.raw, address: '', anyway: true }
    expect(read([unread], [[1, fix]])[0]).toMatchObject({
      ...{ problem: null, address: { key: 'ines@harrowvale.example' } },
    })
  })

  test('is put right by the fix that was made for it', () => {
    const broken = row({ address: null, raw: 'ines@', problem: { code: 'address_without_domain' } })
    const fix = { raw: 'ines@', address: 'ines@harrowvale.example', anyway: false }
    expect(read([broken], [[1, fix]])[0]).toMatchObject({ problem: null, address: { key: fix.address } })
  })
})

test('names that match nothing are told with the number of their rows, most used first', () => {
  const asked = read([row({ team: 'Blue' }), row({ product: 'Draw' }), row({ product: 'Draw' }), row({})])
  expect(unknownNames(asked)).toEqual([
    { kind: 'product', name: 'Draw', rows: 2 },
    { kind: 'team', name: 'Blue', rows: 1 },
  ])
})
