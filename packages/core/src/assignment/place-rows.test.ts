import { describe, expect, test } from 'vitest'
import { type NamedPlace, type NamedPool, nameKey, placing } from './place-rows.ts'

const pool = (team: string, teamId: number, product: string, productCode: string): NamedPool => ({
  ...{ team, teamId, product, productCode },
})
const pools = [
  pool('Platform', 1, 'Loomwright', 'LOOM'),
  pool('Platform', 1, 'Ferrule', 'FERR'),
  pool('Büro Süd', 2, 'Loomwright', 'LOOM'),
  pool('Büro Süd', 2, 'Draw Suite 2027', 'DRAW'),
]
const chosen = { teamId: 1, productCode: 'LOOM' }
const placeOf = (named: Partial<NamedPlace>, meant = {}) =>
  placing({ pools, chosen, meant })({ team: '', product: '', ...named })

describe('a row of a list takes its license from', () => {
  test.each<[string, Partial<NamedPlace>, number, string]>([
    ['the chosen pool when it names nothing', {}, 1, 'LOOM'],
    ['the team it names', { team: 'Büro Süd' }, 2, 'LOOM'],
    ['the team it names in another case and spacing', { team: ' BÜRO  SÜD ' }, 2, 'LOOM'],
    ['the product it names', { product: 'Ferrule' }, 1, 'FERR'],
    ['the product with a space behind its name (O-28)', { product: 'ferrule ' }, 1, 'FERR'],
    ['the product it names by code', { product: 'loom', team: 'Büro Süd' }, 2, 'LOOM'],
    ['the only team that has the product it names', { product: 'Draw Suite 2027 ' }, 2, 'DRAW'],
  ])('%s', (_, named, teamId, productCode) => {
    expect(placeOf(named)).toEqual({ ok: true, plan: { teamId, productCode } })
  })

  test('what an unknown name was said to mean', () => {
    const meant = { [nameKey('team', 'Plattform')]: '1', [nameKey('product', 'Draw')]: 'DRAW' }
    expect(placeOf({ team: 'plattform ' }, meant)).toMatchObject({ plan: { teamId: 1 } })
    expect(placeOf({ team: 'Büro Süd', product: 'Draw' }, meant)).toMatchObject({
      plan: { productCode: 'DRAW' },
    })
  })
})

describe('a row of a list is an error', () => {
  test.each<[string, Partial<NamedPlace>, object]>([
    ['when its team is none of ours', { team: 'Mobile' }, { code: 'row_team_unknown', team: 'Mobile' }],
    [
      'when its product is none of ours (O-28)',
      { product: 'Draw Suite' },
      { code: 'row_product_unknown', product: 'Draw Suite' },
    ],
    [
      'when its team has none of its product',
      { team: 'Büro Süd', product: 'Ferrule' },
      { code: 'row_pool_missing', team: 'Büro Süd', product: 'Ferrule' },
    ],
  ])('%s', (_, named, refusal) => {
    expect(placeOf(named)).toEqual({ ok: false, refusal })
  })

  test('when several teams have its product, but not the chosen one', () => {
    const place = placing({ pools, chosen: { teamId: 3, productCode: 'DRAW' }, meant: {} })
    expect(place({ team: '', product: 'Loomwright' })).toMatchObject({
      refusal: { code: 'row_pool_missing' },
    })
  })
})
