import { shown } from '../shown.ts'
import type { Here } from './place.server.ts'
import { selectionAt, selectionQuery } from './selection-address.server.ts'

const mostSkipped = 50

/** Those the address means; everybody who has not answered when it names nobody. */
export function remindedAt(here: Here, params: URLSearchParams) {
  return selectionAt(here, selectionQuery(params) === '' ? new URLSearchParams('status=invited') : params)
}

/** What reminding those the address means would do. Looking reminds nobody. */
export async function planReminders(here: Here, { request, url }: { request: Request; url: URL }) {
  const { app, actor, scope } = here
  const planned = await app.operations.remindPeople(actor, {
    organizationId: scope.organizationId,
    selection: remindedAt(here, url.searchParams),
    ...{ jobId: crypto.randomUUID(), preview: true },
  })
  if (!planned.ok && planned.refusal.code === 'nothing_selected')
    return { licenses: 0, people: 0, skipped: { count: 0, rows: [] } }
  const { licenses, people, skipped } = shown(planned, request)
  const rows = skipped.slice(0, mostSkipped).map(({ license: { licenseId, product, holder }, reason }) => ({
    ...{ licenseId, product, reason },
    person: holder && { name: holder.name, address: holder.address },
  }))
  return { licenses, people, skipped: { count: skipped.length, rows } }
}
