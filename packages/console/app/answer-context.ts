import { createContext } from 'react'

/** What belongs to one answer of the server: its nonce, and the reference its faults are logged under. Empty in the browser. */
export const AnswerContext = createContext({ nonce: '', reference: '' })
