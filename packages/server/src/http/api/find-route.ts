import type { ApiRoute } from './api-route.ts'

/** What there is at an address below the API's root. */
export type Found =
  | { readonly kind: 'route'; readonly route: ApiRoute; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'other_method'; readonly allow: readonly string[] }
  | { readonly kind: 'nothing' }

interface Place {
  readonly segments: readonly string[]
  readonly routes: Map<string, ApiRoute>
}

/**
 * Finds routes by method and path. Words win over parameters whatever the method, so that GET …/licenses/assign is the
 * wrong method and no license called "assign".
 */
export function routeFinder(routes: readonly ApiRoute[]): (method: string, path: string) => Found {
  const places = placesOf(routes)
  return (method, path) => {
    const parts = path.split('/')
    const place = places.find(({ segments }) => matches(segments, parts))
    if (!place) return { kind: 'nothing' }
    const route = place.routes.get(method === 'HEAD' ? 'get' : method.toLowerCase())
    return route
      ? { kind: 'route', route, params: paramsOf(route, parts) }
      : { kind: 'other_method', allow: allowed(place) }
  }
}

/** One place for each shape of path, those with the fewest parameters first. */
function placesOf(routes: readonly ApiRoute[]): readonly Place[] {
  const places = new Map<string, Place>()
  for (const route of routes) {
    const segments = route.path.split('/').map((part) => (isParam(part) ? '{}' : part))
    const place = places.get(segments.join('/')) ?? { segments, routes: new Map() }
    if (place.routes.has(route.method)) throw new Error(`${route.method} ${route.path} is there twice`)
    place.routes.set(route.method, route)
    places.set(segments.join('/'), place)
  }
  const params = ({ segments }: Place) => segments.filter((part) => part === '{}').length
  return [...places.values()].sort((one, other) => params(one) - params(other))
}

function matches(segments: readonly string[], parts: readonly string[]): boolean {
  return (
    segments.length === parts.length &&
    segments.every((segment, at) => (segment === '{}' ? parts[at] !== '' : segment === parts[at]))
  )
}

function paramsOf(route: ApiRoute, parts: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {}
  for (const [at, part] of route.path.split('/').entries())
    if (isParam(part)) params[part.slice(1, -1)] = decodeURIComponent(parts[at] ?? '')
  return params
}

function allowed({ routes }: Place): readonly string[] {
  const methods = [...routes.keys()].map((method) => method.toUpperCase())
  return methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}

const isParam = (part: string) => part.startsWith('{')
