import type { RouteConfigEntry } from '@react-router/dev/routes'
import routes from '../packages/console/app/routes.ts'

/** One address of the console as `routes.ts` writes it, without the layouts around it. */
export interface ListedRoute {
  /** Such as `/o/:organization/licenses`. */
  readonly path: string
  readonly file: string
}

/** Every address of the console that answers by itself. */
export async function allRoutes(): Promise<readonly ListedRoute[]> {
  return (await routes).flatMap((entry) => leavesOf(entry, ''))
}

function leavesOf(entry: RouteConfigEntry, above: string): ListedRoute[] {
  const path = entry.path === undefined ? above : `${above}/${entry.path}`
  const children = entry.children ?? []
  if (children.length > 0) return children.flatMap((child) => leavesOf(child, path))
  const isLayout = entry.file.endsWith('-layout.tsx')
  return isLayout ? [] : [{ path: path || '/', file: entry.file }]
}
