import { PersonName } from '../licenses/person-name.tsx'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { SeatStrip } from '../ui/seat-strip.tsx'
import { Selection } from '../ui/selection.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'

interface Taker {
  readonly licenseId: string
  readonly name: string
  readonly address: string
  readonly takenAt: string
  readonly endedAt: string | null
}

interface TakenLink {
  readonly cap: number | null
  readonly taken: number
  readonly freeSeats: number
  readonly takers: readonly Taker[]
  readonly mayRevoke: boolean
}

/** How much of a link is used and by whom; licenses can be taken back here. */
export function LinkTakers({ link, jobId }: { link: TakenLink; jobId: string }) {
  const words = useWords('assignment')
  const { cap, taken, freeSeats, takers, mayRevoke } = link
  const left = cap === null ? freeSeats : Math.max(0, cap - taken)
  const sentence =
    cap === null ? words('taken_no_cap', { count: taken }) : words('taken_sentence', { taken, cap })
  const holding = takers.filter((taker) => taker.endedAt === null)
  const ended = takers.filter((taker) => taker.endedAt !== null)
  return (
    <Section title={sentence}>
      <SeatStrip
        sentence={sentence}
        segments={[
          { texture: 'full', count: taken, label: words('taken_legend') },
          { texture: 'base', count: left, label: words(cap === null ? 'free_legend' : 'left_legend') },
        ]}
      />
      {takers.length === 0 && <p>{words('nobody_took')}</p>}
      {holding.length > 0 && <Holding takers={holding} mayRevoke={mayRevoke} jobId={jobId} />}
      {ended.length > 0 && <Takers takers={ended} caption={words('who_gave_back')} />}
    </Section>
  )
}

function Holding({
  takers,
  mayRevoke,
  jobId,
}: {
  takers: readonly Taker[]
  mayRevoke: boolean
  jobId: string
}) {
  const words = useWords('assignment')
  const table = <Takers takers={takers} caption={words('who_took')} />
  if (!mayRevoke) return table
  return (
    <Selection total={takers.length} onPage={takers.length} filter="">
      {table}
      <BulkBar>
        {(count) => (
          <>
            <input type="hidden" name="jobId" value={jobId} />
            <Button variant="primary" name="act" value="revoke">
              {count === 0 ? words('revoke_ticked') : words('revoke', { count })}
            </Button>
          </>
        )}
      </BulkBar>
    </Selection>
  )
}

/** Ticks appear where the table stands in a Selection. */
function Takers({ takers, caption }: { takers: readonly Taker[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      columns={useColumns()}
      rows={takers}
      rowKey={(taker) => taker.licenseId}
      rowName={(taker) => taker.name || taker.address}
    />
  )
}

function useColumns(): Column<Taker>[] {
  const words = useWords('assignment')
  return [
    {
      key: 'person',
      head: words('person'),
      cell: (taker) => <PersonName person={taker} nobody="" />,
    },
    {
      key: 'when',
      head: words('when'),
      nowrap: true,
      priority: 1,
      cell: (taker) => <MomentText at={taker.takenAt} />,
    },
    {
      key: 'status',
      head: words('status'),
      priority: 1,
      nowrap: true,
      cell: (taker) =>
        taker.endedAt ? (
          <StatusChip {...{ shape: 'arrow-back', tone: 'neutral' }}>{words('given_back')}</StatusChip>
        ) : (
          <StatusChip {...{ shape: 'dot', tone: 'ok' }}>{words('has_it')}</StatusChip>
        ),
    },
  ]
}
