import { useRouteLoaderData } from 'react-router'
import type { loader } from './root.tsx'

/** What every page knows about its reader and its vendor. */
export function useRoot() {
  const root = useRouteLoaderData<typeof loader>('root')
  if (!root) throw new Error('A page was drawn outside the root.')
  return root
}
