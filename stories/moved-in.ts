import { readFileSync } from 'node:fs'
import { operator } from '@claviger/core/teams/actor'
import type { House } from './house.ts'
import type { PageVisit } from './pages.ts'
import { planOf } from './town.ts'

/** A customer who came by an import, with everything only an import brings. */
export interface MovedIn {
  readonly code: number
  readonly slug: string
  readonly admin: string
  /** A license of each kind that no page of ours makes. */
  readonly licenses: Readonly<Record<Oddity, string>>
}

type Oddity = 'server' | 'key' | 'suspended' | 'for nobody' | 'perpetual' | 'trial' | 'bound'

interface License {
  readonly licenseId: string
  readonly assignee?: { readonly type: string }
  readonly [field: string]: unknown
}

const told = readFileSync(new URL('./worlds/drop-in.json', import.meta.url), 'utf8')
const world = JSON.parse(
  told.replaceAll('Harrow & Vale', 'Brackwater').replaceAll('harrowvale.example', 'brackwater.example'),
) as { readonly organization: { readonly code: number }; readonly licenses: readonly License[] }

/** Lets the world of the account API move in under another name. */
export async function letMoveIn({ app }: House): Promise<MovedIn> {
  planOf(await app.operations.importOrganization(operator, { file: world, dryRun: false }))
  const [code, admin] = [world.organization.code, 'ines.okafor@brackwater.example']
  const first = (is: (license: License) => unknown) => world.licenses.find(is)?.licenseId ?? ''
  return {
    ...{ code, admin, slug: planOf(await app.views.vendorCustomer(operator, { id: code })).slug },
    licenses: {
      server: first(({ assignee }) => assignee?.type === 'SERVER'),
      key: first(({ assignee }) => assignee?.type === 'LICENSE_KEY'),
      suspended: first(({ suspended, assignee }) => suspended && !assignee),
      'for nobody': first(({ perUser }) => perUser === false),
      perpetual: first(({ perpetual, assignee }) => perpetual && !assignee),
      trial: first(({ trial }) => trial),
      bound: first(({ transferable }) => transferable === false),
    },
  }
}

/** What such a customer's pages and the vendor's page of it show beside the usual. */
export function movedInPages({ code, slug, admin, licenses }: MovedIn, vendor: string): PageVisit[] {
  const page = (route: string, query: string, state: string) => ({
    ...{ route: `/o/:organization${route}`, path: `/o/${slug}${route}${query}`, as: admin, state },
  })
  return [
    page('', '', 'moved in'),
    page('/licenses', '?status=placed&status=withheld', 'not for people'),
    ...Object.entries(licenses).map(([state, id]) => page('/licenses', `?open=${id}`, state)),
    {
      ...{ route: '/vendor/customers/:customer', path: `/vendor/customers/${code}` },
      ...{ as: vendor, state: 'moved in' },
    },
  ]
}
