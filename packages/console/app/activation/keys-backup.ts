import { redirect } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { typedIn } from '../typed.ts'
import type { Route } from './+types/keys-backup'

/** Whoever opens the address itself is shown the page with the form. */
export function loader() {
  throw redirect('/vendor/keys')
}

/** Answers the sealed keys as a file; what was wrong with the passphrase is said beside the form. */
export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const { passphrase = '', again = '' } = typedIn(await request.formData())
  const decision = await app.operations.backUpKeys(actor, { passphrase, again })
  if (decision.ok) return fileOf(decision.plan)
  // The page says why not to whoever may not, or cannot any more.
  const { refusal } = decision
  const why = refusal.code === 'fields_wrong' ? refusal.fields[0]?.code : undefined
  throw redirect(why ? `/vendor/keys?refused=${why}` : '/vendor/keys')
}

function fileOf({ text, fileName }: { readonly text: string; readonly fileName: string }): Response {
  return new Response(text, {
    headers: {
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  })
}
