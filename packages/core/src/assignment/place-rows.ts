import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts'
import { searchKey } from '../kernel/text.ts'

/** Where a license is taken from. */
export interface RowPlace {
  readonly teamId: number
  readonly productCode: string
}

/** A pool somebody may give from, with the names a list may call it by. */
export interface NamedPool extends RowPlace {
  readonly team: string
  readonly product: string
}

/** What a row of a list says about where its license comes from; empty when it says nothing. */
export interface NamedPlace {
  readonly team: string
  readonly product: string
}

export interface PlaceRules {
  /** The pools the list may give from; names of anything else mean nothing. */
  readonly pools: readonly NamedPool[]
  /** The pool of rows that name none. */
  readonly chosen: RowPlace
  /** What names that match nothing were said to mean, by `nameKey`. */
  readonly meant: Readonly<Record<string, string>>
}

/** Under what a name that matches nothing is remembered. */
export function nameKey(kind: 'team' | 'product', name: string): string {
  return `${kind} ${searchKey(name)}`
}

type Place = Decision<RowPlace, Refusal>

/**
 * Finds the pool each row of a list names, however its names are cased and spaced. A name that matches nothing is an
 * error of its row: no team and no product is ever made from a list.
 */
export function placing({ pools, chosen, meant }: PlaceRules): (named: NamedPlace) => Place {
  const teams = new Map(pools.map((pool) => [searchKey(pool.team), pool.teamId]))
  const products = new Map(
    pools.flatMap(({ product, productCode }) => [
      [searchKey(productCode), productCode],
      [searchKey(product), productCode],
    ]),
  )
  const teamOf = (name: string) => meantTeam(meant[nameKey('team', name)]) ?? teams.get(searchKey(name))
  const productOf = (name: string) => meant[nameKey('product', name)] ?? products.get(searchKey(name))
  const find = ({ team, product }: NamedPlace): Place => {
    const teamId = team === '' ? null : teamOf(team)
    if (teamId === undefined) return refuse('row_team_unknown', { team })
    const productCode = product === '' ? chosen.productCode : productOf(product)
    if (productCode === undefined) return refuse('row_product_unknown', { product })
    return poolOf(pools, { teamId: teamId ?? chosen.teamId, productCode }, teamId !== null)
  }
  return remembering(find)
}

/** Takes the named pool; a product whose team is not named may be another team's, if only one has it. */
function poolOf(pools: readonly NamedPool[], wanted: RowPlace, teamIsNamed: boolean): Place {
  const ofProduct = pools.filter((pool) => pool.productCode === wanted.productCode)
  const exact = ofProduct.find((pool) => pool.teamId === wanted.teamId)
  const [only, ...others] = ofProduct
  const pool = exact ?? (teamIsNamed || others.length > 0 ? undefined : only)
  if (pool) return accept({ teamId: pool.teamId, productCode: pool.productCode })
  const product = only?.product ?? wanted.productCode
  const team = pools.find((one) => one.teamId === wanted.teamId)?.team ?? ''
  return refuse('row_pool_missing', { team, product })
}

function meantTeam(id: string | undefined): number | undefined {
  return id === undefined ? undefined : Number(id)
}

/** Long lists name few places. */
function remembering(find: (named: NamedPlace) => Place): (named: NamedPlace) => Place {
  const found = new Map<string, Place>()
  return ({ team, product }) => {
    const key = `${team}\n${product}`
    const place = found.get(key) ?? find({ team, product })
    found.set(key, place)
    return place
  }
}
