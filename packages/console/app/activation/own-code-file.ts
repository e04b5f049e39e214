import { redirect } from 'react-router'
import type { Route } from './+types/own-code-file'
import { ownCodeOf } from './own-code.server.ts'

/** One's own activation code as a file; where there is none yet, the page that gives one. */
export async function loader(args: Route.LoaderArgs) {
  const { code } = (await ownCodeOf(args)).own
  if (!code) throw redirect(args.url.pathname.replace(/\.txt$/, ''))
  return new Response(`${code.text}\n`, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${code.fileName}"`,
      'Cache-Control': 'no-store',
    },
  })
}
