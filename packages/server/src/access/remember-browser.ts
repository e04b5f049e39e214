import { timingSafeEqual } from 'node:crypto'
import type { Access } from './access.ts'
import { readCookie, tokenHash } from './session-cookie.ts'

const rememberedSeconds = 30 * 86_400

/** Cookies by which a browser proves that it was here before for one purpose, such as placing an order. */
export function rememberingBrowsers(
  seal: (purpose: string) => string,
  secure: boolean,
): Pick<Access, 'rememberBrowser' | 'isRemembered'> {
  const attributes = `Max-Age=${rememberedSeconds}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    rememberBrowser: (purpose) => `${nameOf(purpose)}=${seal(purpose)}; ${attributes}`,
    isRemembered: (request, purpose) => {
      const shown = Buffer.from(readCookie(request.headers, nameOf(purpose)) ?? '')
      const expected = Buffer.from(seal(purpose))
      return shown.length === expected.length && timingSafeEqual(shown, expected)
    },
  }
}

function nameOf(purpose: string): string {
  return `claviger_${tokenHash(purpose).slice(0, 12)}`
}
