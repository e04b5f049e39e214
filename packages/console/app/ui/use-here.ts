import { useLocation } from 'react-router'

/** Makes links to this page with some parameters changed: `here({ open: id, page: null })`; null removes one. */
export function useHere() {
  const { pathname, search } = useLocation()
  return (changes: Readonly<Record<string, string | null>>) => {
    const params = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) params.delete(name)
      else params.set(name, value)
    }
    return params.size === 0 ? pathname : `${pathname}?${params}`
  }
}
