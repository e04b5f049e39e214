import { useEffect } from 'react'
import { useRevalidator } from 'react-router'

/** Keeps a page up to date while somebody looks at it, asking again this long after each answer; 0 asks never. */
export function useLive(everyMs: number) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (everyMs === 0 || state !== 'idle') return
    const look = () => {
      if (document.visibilityState === 'visible') void revalidate()
    }
    const timer = setTimeout(look, everyMs)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [everyMs, state, revalidate])
}
