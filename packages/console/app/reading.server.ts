import type { RouterContextProvider } from 'react-router'
import { applicationContext } from './context.server.ts'

const year = 365 * 86_400

/** How one browser wants its pages; the server follows only what it knows. */
export interface Reading {
  readonly locale?: string
  readonly theme?: string
}

/** Keeps language and theme in this browser, so that they hold where nobody is signed in. */
export function keepReading(context: Readonly<RouterContextProvider>, reading: Reading): void {
  const { answerHeaders, publicOrigin } = context.get(applicationContext)
  const secure = publicOrigin.startsWith('https:') ? '; Secure' : ''
  for (const [name, value] of Object.entries(reading)) {
    if (!/^[A-Za-z-]{2,10}$/.test(value)) continue
    const cookie = `claviger_${name}=${value}; Max-Age=${year}; Path=/; HttpOnly; SameSite=Lax${secure}`
    answerHeaders.append('Set-Cookie', cookie)
  }
}
