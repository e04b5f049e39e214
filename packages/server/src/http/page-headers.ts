import type { RequestContext } from '../application.ts'

/** The headers of every page: what it may load, who may frame it, and what it tells others. */
export function pageHeaders({ nonce, publicOrigin }: Pick<RequestContext, 'nonce' | 'publicOrigin'>) {
  const headers: [string, string][] = [
    ['Content-Security-Policy', policy(nonce)],
    ['X-Content-Type-Options', 'nosniff'],
    // Never no-referrer: Chromium then sends `Origin: null` with forms, and every form is refused.
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cache-Control', 'no-store'],
  ]
  if (publicOrigin.startsWith('https:')) headers.push(['Strict-Transport-Security', 'max-age=31536000'])
  return headers
}

/** Scripts and styles of our own only; inline scripts need the answer's nonce, inline styles are refused. */
function policy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
