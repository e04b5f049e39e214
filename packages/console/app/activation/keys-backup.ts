import { redirect } from 'react-router'
import { notShown, signIn } from '../answers.ts'
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
  const { refusal } = decision
  if (refusal.code === 'not_signed_in') throw signIn(request)
  if (refusal.code === 'fields_wrong') throw redirect(`/vendor/keys?refused=${refusal.fields[0]?.code ?? ''}`)
  throw notShown(refusal)
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
