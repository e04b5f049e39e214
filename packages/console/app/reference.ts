import { createContext } from 'react'

/** The reference under which a fault of this page was logged; empty in the browser, which reads it from the page. */
export const ReferenceContext = createContext('')
