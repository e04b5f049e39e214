import { SeatStrip } from '../ui/seat-strip.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { SeatTotals } from './seat-totals.ts'

/** "312 seats in 3 products. 248 connected, 39 invited, 25 free. Next renewal 15 March 2027." */
export function useSeatSentence() {
  const words = useWords('licenses')
  const format = useFormat()
  return ({ total, products, connected, invited, free, ended, renewal }: SeatTotals) => {
    return [
      products === 1
        ? words('seats_of_one_product', { count: total })
        : words('seats_of_products', { count: total, products }),
      words('seats_split', { connected, invited, free }),
      ended > 0 && words('seats_ended', { count: ended }),
      renewal && renewal.days > 0 && words('next_renewal', { date: format.date(renewal.on, 'long') }),
    ]
      .filter(Boolean)
      .join(' ')
  }
}

/** The strip of all seats; its parts lead to the filtered table. */
export function SeatPicture({ totals, home }: { totals: SeatTotals; home: string }) {
  const words = useWords('licenses')
  const sentence = useSeatSentence()
  const to = (status: string) => `${home}/licenses?status=${status}`
  return (
    <SeatStrip
      sentence={sentence(totals)}
      segments={[
        { texture: 'full', count: totals.connected, label: words('connected'), to: to('connected') },
        { texture: 'split', count: totals.invited, label: words('invited'), to: to('invited') },
        { texture: 'base', count: totals.free, label: words('free'), to: to('free') },
        ...(totals.ended > 0
          ? [{ texture: 'short' as const, count: totals.ended, label: words('ended') }]
          : []),
      ]}
    />
  )
}
