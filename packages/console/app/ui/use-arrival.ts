import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/**
 * What a browser does on a new page and a client-side one must do itself: closes the menu, and moves the focus to the
 * content unless the page has already put it somewhere there.
 */
export function useArrival() {
  const { pathname, key } = useLocation()
  const content = useRef<HTMLElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (key) menu.current?.hidePopover()
  }, [key])
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    if (!content.current?.contains(document.activeElement)) content.current?.focus({ preventScroll: true })
  }, [pathname])
  return { content, menu }
}
