import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import type { Route } from './+types/letter-html'

/**
 * A letter is styled in place, as mail programs need it, which no page of ours may be. So it is a document of its own
 * that can do nothing: no scripts, no forms, no requests, no origin. Links in it open beside the page.
 */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

/** The HTML part of a letter, for the frame on its page. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const { html } = shown(await app.views.letterPage(actor, { letterId: params.letter }), request)
  return new Response(html.replace('<head>', '<head>\n<base target="_blank">'), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
  })
}
