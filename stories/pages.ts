import type { FullTown } from './full-town.ts'
import { ines, owner } from './town.ts'

/** One page in one state, and who looks at it. */
export interface PageVisit {
  /** As `routes.ts` writes it. */
  readonly route: string
  readonly path: string
  /** An address, or nobody. */
  readonly as?: string
  /** What is special about this visit, when a route has several. */
  readonly state?: string
}

/** Addresses that show nothing by themselves: they act, lead elsewhere or give a file. */
export const notPages: ReadonlySet<string> = new Set([])

/** Every page of the console, empty and full, with long names and other scripts. */
export function pagesOf(town: FullTown): readonly PageVisit[] {
  return [...doors(town), ...ownPages(town), ...vendorPages(town), ...organizationPages(town)]
}

function doors(_town: FullTown): PageVisit[] {
  return [{ route: '/*', path: '/nowhere' }]
}

function ownPages(_town: FullTown): PageVisit[] {
  return []
}

function vendorPages(_town: FullTown): PageVisit[] {
  return []
}

function organizationPages(_town: FullTown): PageVisit[] {
  return []
}

void ines
void owner
