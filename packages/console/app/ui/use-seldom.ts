import { useEffect, useRef, useState } from 'react'

/** Follows a text at most this often: what changes all the time is not read out all the time. */
export function useSeldom(text: string, everyMs: number): string {
  const [shown, setShown] = useState(text)
  const changedAt = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, changedAt.current + everyMs - performance.now())
    const timer = setTimeout(() => {
      changedAt.current = performance.now()
      setShown(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text, everyMs])
  return shown
}
