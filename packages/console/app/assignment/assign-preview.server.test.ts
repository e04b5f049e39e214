import { type AssignmentFacts, planAssignment } from '@claviger/core/assignment/plan-assignment'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { expect, test } from 'vitest'
import { readList } from './assign-form.ts'
import { previewOf } from './assign-preview.server.ts'

const seats = (team: string, id: number, free: number): SeatCount => ({
  product: { code: 'LOOM', slug: 'loomwright', name: 'Loomwright' },
  ...{
    team: { id, name: team },
    total: 50,
    free,
    invited: 0,
    connected: 0,
    placed: 0,
    withheld: 0,
    ended: 0,
  },
  paidThrough: '2027-03-14',
})

const pools = [seats('Platform', 1, 1), seats('Mobile', 2, 9)]
const chosen = { teamId: 1, productCode: 'LOOM' }
const facts: AssignmentFacts = {
  ...{ productCode: 'LOOM', productName: 'Loomwright', freeSeats: 2, domains: [] },
  ...{ holds: new Map(), people: new Map(), namesakes: new Map(), returnedAt: new Map() },
  ...{ accounts: new Set(), disposable: new Set() },
}

function previewed(
  text: string,
  place = (line: number) => (line === 2 ? { place: { ...chosen, teamId: 2 } } : {}),
) {
  const read = readList({ text, fixes: new Map() }, [])
  const list = read.rows.map((row) => ({ ...row, ...place(row.line) }))
  const rows = new Map(list.map((row) => [row.line, row]))
  return previewOf({ plan: planAssignment(facts, list), rows, fixes: new Map(), chosen, pools })
}

const text = '\n\na@harrowvale.example\nb@harrowvale.example\n\na@harrowvale.example\nc@harrowvale.example'

test('who stands twice is told the line of the text where the first one stands', () => {
  const [again] = previewed(text).shown.skipped
  expect(again).toMatchObject({ textLine: 6, reason: { code: 'twice_in_list', firstLine: 3 } })
})

test('seats are counted by the pools they come from, in the order of the list', () => {
  expect(previewed(text).seats).toEqual([
    { product: 'Loomwright', slug: 'loomwright', team: 'Platform', asked: 2, ready: 1, free: 1 },
    { product: 'Loomwright', slug: 'loomwright', team: 'Mobile', asked: 1, ready: 1, free: 9 },
  ])
})

test('where everybody takes from one pool, rows do not repeat its name', () => {
  const { shown } = previewed('a@harrowvale.example', () => ({}))
  expect(shown.ready[0]?.from).toBeNull()
  expect(previewed(text).shown.ready[0]?.from).toEqual({ product: 'Loomwright', team: 'Platform' })
})
