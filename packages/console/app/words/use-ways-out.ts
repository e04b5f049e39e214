import type { Refusal } from '@claviger/core/kernel/decision'
import { useLocation, useMatches } from 'react-router'
import { type Way, waysOut } from './ways-out.ts'

/** What the reader can do about a refusal from the page they are on. */
export function useWaysOut(): (refusal: Refusal) => readonly Way[] {
  const { pathname, search } = useLocation()
  const mayOrder = useMatches().some(({ loaderData }) => mayOrderIn(loaderData))
  const home = /^\/o\/[^/]+(?:\/t\/[^/]+)?/.exec(pathname)?.[0] ?? ''
  return (refusal) => waysOut(refusal, { path: pathname + search, home, mayOrder })
}

/** The frame around an organization's pages knows what the reader may do there. */
function mayOrderIn(frame: unknown): boolean {
  if (typeof frame !== 'object' || frame === null || !('permissions' in frame)) return false
  return Array.isArray(frame.permissions) && frame.permissions.includes('orders.place')
}
