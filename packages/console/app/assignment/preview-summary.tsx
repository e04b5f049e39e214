import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Actions } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import style from './assign-preview.module.css'
import type { Preview, SeatLine } from './assign-preview.server.ts'

interface PreviewSummaryProps {
  preview: Preview
  mayOrder: boolean
  busy: boolean
  /** What else can be done while some are without a seat. */
  choose: ReactNode
}

/** What would happen in one sentence, the seats it takes, and the button that does it. Stands in the form. */
export function PreviewSummary({ preview, mayOrder, busy, choose }: PreviewSummaryProps) {
  const words = useWords('assignment')
  const lists = useWords('lists')
  const { counts, people, seats } = preview
  const missing = people - counts.ready
  return (
    <div className={style.summary}>
      <div role="status">
        <p className={style.sentence}>
          {words('preview_counts', { ready: people, look: counts.look, skipped: counts.skipped })}{' '}
          <Seats preview={preview} />
        </p>
        {missing > 0 && <p>{lists('first_come')}</p>}
      </div>
      {seats.length > 1 && <SeatLines seats={seats} />}
      <Actions>
        {counts.ready > 0 && (
          <Button variant="primary" name="act" value="assign" aria-disabled={busy || undefined}>
            {busy
              ? words('assigning', { count: counts.ready })
              : words(missing > 0 ? 'assign_first' : 'assign_count', { count: counts.ready })}
          </Button>
        )}
        {missing > 0 && choose}
        {mayOrder &&
          seats
            .filter(({ asked, ready }) => asked > ready)
            .map((seat) => (
              <BuyMore key={`${seat.slug} ${seat.team}`} seat={seat} alone={seats.length === 1} />
            ))}
      </Actions>
    </div>
  )
}

/** The seats of one pool in the sentence; of several, in lines of their own. */
function Seats({ preview: { counts, people, seats } }: { preview: Preview }) {
  const words = useWords('assignment')
  const [only, ...others] = seats
  if (!only || others.length > 0) return null
  return people > counts.ready
    ? words('seats_short', { free: only.free, count: people })
    : words('seats_used', { ready: counts.ready, count: only.free })
}

/** To buying what is missing, and back to the list. */
function BuyMore({ seat: { slug, product, asked, ready }, alone }: { seat: SeatLine; alone: boolean }) {
  const words = useWords('assignment')
  const lists = useWords('lists')
  const count = asked - ready
  return (
    <Button variant="quiet" name="buy" value={`${slug} ${count}`}>
      {alone ? words('buy_some_more', { count }) : lists('buy_of', { count, product })}
    </Button>
  )
}

function SeatLines({ seats }: { seats: readonly SeatLine[] }) {
  const words = useWords('assignment')
  const lists = useWords('lists')
  return (
    <ul className={style.seats}>
      {seats.map(({ product, team, asked, ready, free }) => (
        <li key={`${product} ${team}`}>
          <bdi>{lists('pool_name', { product, team })}</bdi>:{' '}
          {asked > ready
            ? words('seats_short', { free, count: asked })
            : words('seats_used', { ready, count: free })}
        </li>
      ))}
    </ul>
  )
}
