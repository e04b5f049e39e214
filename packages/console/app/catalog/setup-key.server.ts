import { createCookie, type RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'

const day = 86_400

const cookie = createCookie('claviger_setup', {
  httpOnly: true,
  sameSite: 'lax',
  path: '/setup',
  maxAge: day,
})

/** Keeps the key to the first run for its day; an empty one forgets it. */
export async function rememberSetupKey(context: Readonly<RouterContextProvider>, key: string): Promise<void> {
  const { answerHeaders, publicOrigin } = context.get(applicationContext)
  const secure = publicOrigin.startsWith('https:')
  const value = key === '' ? cookie.serialize('', { secure, maxAge: 0 }) : cookie.serialize(key, { secure })
  answerHeaders.append('Set-Cookie', await value)
}

/** The key this browser came with; empty when it came without. */
export async function setupKey(request: Request): Promise<string> {
  const value: unknown = await cookie.parse(request.headers.get('cookie'))
  return typeof value === 'string' ? value : ''
}
