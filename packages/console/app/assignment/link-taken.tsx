import type { InvitationRow } from '@claviger/server/assignment/invitation-views'
import { SeatStrip } from '../ui/seat-strip.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './link-taken.module.css'

/** How much of a link is used: taken and left as ticks, where it has a cap. */
export function LinkTaken({ link: { taken, cap } }: { link: Pick<InvitationRow, 'taken' | 'cap'> }) {
  const words = useWords('assignment')
  const format = useFormat()
  if (cap === null) return format.number(taken)
  return (
    <span className={style.taken}>
      {words('taken_of', { taken, cap })}
      <SeatStrip
        size="mini"
        sentence={words('taken_sentence', { taken, cap })}
        segments={[
          { texture: 'full', count: taken, label: words('taken_legend') },
          { texture: 'base', count: Math.max(0, cap - taken), label: words('left_legend') },
        ]}
      />
    </span>
  )
}
