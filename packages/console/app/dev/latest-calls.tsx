import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Actions, Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import { CallsTable, type ShownCall } from './calls-table.tsx'
import { LiveLine } from './live-line.tsx'

/** The last calls of one product, as they come in. */
export function LatestCalls({ calls, product }: { calls: readonly ShownCall[]; product: string }) {
  const words = useWords('dev')
  return (
    <Stack>
      <LiveLine />
      {calls.length === 0 ? (
        <EmptyState title={words('no_calls_title')}>{words('waiting_for_calls')}</EmptyState>
      ) : (
        <>
          <CallsTable calls={calls} />
          <Actions>
            <LinkButton to={`/dev/log?product=${product}`}>{words('whole_log')}</LinkButton>
          </Actions>
        </>
      )}
    </Stack>
  )
}
