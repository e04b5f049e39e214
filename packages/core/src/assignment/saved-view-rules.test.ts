import { expect, test } from 'vitest'
import { decideNewView, decideViewName, viewSlug } from './saved-view-rules.ts'

test.each([
  ['Idle in Platform', 'idle-in-platform'],
  ['  Außen: 60+ Tage ', 'aussen-60-tage'],
  ['休眠', '休眠'],
  ['→', 'view'],
])('the address of a view called %j ends with %s', (name, slug) => {
  expect(viewSlug(name)).toBe(slug)
})

const others = [{ slug: 'idle', name: 'Leavers' }]

test('a view takes neither the name nor the address of another', () => {
  for (const name of ['Idle', 'leavers', 'LEAVERS!'])
    expect(decideNewView({ name, query: 'status=idle' }, others)).toMatchObject({
      refusal: { code: 'view_name_taken', field: 'name', name: 'Leavers' },
    })
  expect(decideNewView({ name: 'Contractors', query: 'domain=kelso.example' }, others)).toEqual({
    ok: true,
    plan: { name: 'Contractors', slug: 'contractors', query: 'domain=kelso.example' },
  })
  expect(decideViewName('Idle', others).ok).toBe(false)
  expect(decideViewName('Idle', []).ok).toBe(true)
})

test('a list keeps a hundred views, each a name for a query of at most 2,000 characters', () => {
  const many = Array.from({ length: 100 }, (_, n) => ({ slug: `view-${n}`, name: `View ${n}` }))
  expect(decideNewView({ name: 'One more', query: '' }, many)).toMatchObject({
    refusal: { code: 'views_full', most: 100 },
  })
  expect(decideNewView({ name: 'Long', query: 'q'.repeat(2001) }, [])).toMatchObject({
    refusal: { code: 'view_too_long' },
  })
})
