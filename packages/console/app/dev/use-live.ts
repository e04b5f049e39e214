import { useEffect, useState } from 'react'
import { useRevalidator } from 'react-router'

const pauseMs = 700

/** How a list keeps up with what happens. */
export type Live = 'without scripts' | 'running' | 'paused'

/** Loads the page's facts again and again while somebody looks at it and has not paused it. */
export function useLive(): { readonly live: Live; readonly pause: () => void; readonly go: () => void } {
  const [live, setLive] = useState<Live>('without scripts')
  const { revalidate, state } = useRevalidator()
  useEffect(() => setLive('running'), [])
  useEffect(() => {
    if (live !== 'running' || state !== 'idle') return
    const look = () => {
      if (document.visibilityState === 'visible') revalidate()
    }
    const timer = setInterval(look, pauseMs)
    return () => clearInterval(timer)
  }, [live, state, revalidate])
  return { live, pause: () => setLive('paused'), go: () => setLive('running') }
}
