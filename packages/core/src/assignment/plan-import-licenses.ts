import { holdingMark, type ImportFacts, type ReadImport, teamCheck } from './import-facts.ts'
import type { ReadLicense, ReadTerm } from './read-import-licenses.ts'

/** What was bought together: the licenses of one subscription, in whichever teams. */
export interface PlannedSubscription {
  readonly bought: ReadTerm
  readonly quantity: number
}

export type PlannedStatus = 'free' | 'invited' | 'connected' | 'placed' | 'withheld'

/** The licenses of one subscription in one team, counted. */
export interface PlannedPool {
  /** Its place among the subscriptions. */
  readonly subscription: number
  readonly teamId: number
  readonly product: string
  readonly counts: Readonly<Record<PlannedStatus, number>>
}

export interface PlannedLicense extends ReadLicense {
  readonly subscription: number
  readonly status: PlannedStatus
  /** The person holds another license of the product. */
  readonly additional: boolean
}

export interface PlannedLicenses {
  readonly subscriptions: readonly PlannedSubscription[]
  readonly pools: readonly PlannedPool[]
  readonly licenses: readonly PlannedLicense[]
}

/** More of one subscription no row can count. */
const mostOfOne = 100_000

/** Plans the licenses that are not there yet, in the order of the file, and groups what was bought together. */
export function planImportedLicenses(read: ReadImport, facts: ImportFacts): PlannedLicenses {
  const fresh = checkLicenses(read, facts)
  const { subscriptions, places } = groupByTerm(fresh)
  const holdings = new Set(facts.holdings)
  const licenses = fresh.map((license, index) => ({
    ...license,
    subscription: places[index] ?? 0,
    status: statusOf(license, read, facts),
    additional: isAdditional(license, holdings),
  }))
  return { subscriptions, pools: countPools(licenses), licenses }
}

function checkLicenses(read: ReadImport, facts: ImportFacts): readonly ReadLicense[] {
  const { organization, reader, products, licenses } = read
  const sold = new Set([...products.map(({ code }) => code), ...facts.products.keys()])
  const checkTeam = teamCheck(read, facts)
  return licenses.filter(({ path, id, teamId, bought: { product } }) => {
    const place = facts.licenses.get(id)
    if (place === organization.code) return false
    if (place !== undefined)
      reader.note(`${path}.licenseId`, 'license_of_another', { license: id, organization: place })
    if (!sold.has(product)) reader.note(`${path}.product`, 'product_unknown', { product })
    checkTeam(`${path}.team`, teamId)
    return true
  })
}

function groupByTerm(licenses: readonly ReadLicense[]) {
  const subscriptions: { bought: ReadTerm; quantity: number }[] = []
  const open = new Map<string, number>()
  const places = licenses.map(({ bought }) => {
    const key = JSON.stringify(Object.values(bought), plainNumbers)
    const place = open.get(key)
    const group = place === undefined ? undefined : subscriptions[place]
    if (place !== undefined && group && group.quantity < mostOfOne) {
      group.quantity++
      return place
    }
    open.set(key, subscriptions.push({ bought, quantity: 1 }) - 1)
    return subscriptions.length - 1
  })
  return { subscriptions, places }
}

const plainNumbers = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

/** A person who has an account need not come first: the license is connected with it. */
function statusOf(license: ReadLicense, { people }: ReadImport, { accounts }: ImportFacts): PlannedStatus {
  const { holder, suspended, perUser } = license
  if (holder?.kind === 'placed') return 'placed'
  if (holder) return people.get(holder.key)?.account || accounts.has(holder.key) ? 'connected' : 'invited'
  return suspended || !perUser ? 'withheld' : 'free'
}

function isAdditional({ holder, bought }: ReadLicense, holdings: Set<string>): boolean {
  if (holder?.kind !== 'person') return false
  const mark = holdingMark(holder.key, bought.product)
  if (holdings.has(mark)) return true
  holdings.add(mark)
  return false
}

const none = { free: 0, invited: 0, connected: 0, placed: 0, withheld: 0 }

function countPools(licenses: readonly PlannedLicense[]): readonly PlannedPool[] {
  const pools = new Map<string, PlannedPool & { readonly counts: Record<PlannedStatus, number> }>()
  for (const { subscription, teamId, bought, status } of licenses) {
    const key = `${subscription} ${teamId}`
    const pool = pools.get(key) ?? { subscription, teamId, product: bought.product, counts: { ...none } }
    pool.counts[status]++
    pools.set(key, pool)
  }
  return [...pools.values()]
}
