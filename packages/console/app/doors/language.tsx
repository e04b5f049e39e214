import { samePath } from '@claviger/core/kernel/safe-path'
import { redirect } from 'react-router'
import { keepReading } from '../reading.server.ts'
import type { Route } from './+types/language'
import { text } from './codes.server.ts'

export const loader = () => redirect('/')

/** Reads this browser's pages in another language from here on, and goes back to where that was asked. */
export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData()
  keepReading(context, { locale: text(form, 'locale') })
  throw redirect(samePath(form.get('to'), '/'))
}
