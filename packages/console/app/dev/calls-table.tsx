import type { ProductCall } from '@claviger/server/activation/call-views'
import { LicenseId } from '../licenses/license-id.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { CallAnswer } from './call-answer.tsx'

/** A call as a page carries it. */
export type ShownCall = Omit<ProductCall, 'at'> & { readonly at: string }

/** What products have asked, newest first, each with its answer and the reason of a refusal. */
export function CallsTable({ calls }: { calls: readonly ShownCall[] }) {
  const words = useWords('dev')
  return <DataTable caption={words('calls')} columns={useColumns()} rows={calls} rowKey={(call) => call.id} />
}

function useColumns(): Column<ShownCall>[] {
  const words = useWords('dev')
  const format = useFormat()
  return [
    {
      key: 'call',
      head: words('call'),
      cell: (call) => (
        <>
          {words(`call_${call.call}`)}
          <NarrowOnly>
            <bdi>{call.product}</bdi> {call.release} <MomentText at={call.at} />
          </NarrowOnly>
        </>
      ),
    },
    { key: 'at', head: words('time'), cell: (call) => <MomentText at={call.at} />, nowrap: true },
    {
      key: 'product',
      head: words('product'),
      cell: (call) => (
        <>
          <bdi>{call.product}</bdi> {call.release}
        </>
      ),
    },
    {
      key: 'license',
      head: words('license'),
      cell: (call) =>
        call.licenseId && (
          <>
            <LicenseId id={call.licenseId} /> <bdi>{call.customer}</bdi>
          </>
        ),
      priority: 3,
    },
    { key: 'answer', head: words('answer'), cell: (call) => <CallAnswer call={call} />, priority: 1 },
    {
      key: 'ms',
      head: words('ms'),
      cell: (call) => format.number(call.ms),
      numeric: true,
      priority: 3,
    },
  ]
}
