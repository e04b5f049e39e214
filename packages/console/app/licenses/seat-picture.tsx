import { SeatStrip, type Segment } from '../ui/seat-strip.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords, type Words } from '../words/use-words.ts'
import type { SeatTotals } from './seat-totals.ts'

/** "312 seats in 3 products. 248 connected, 39 invited, 25 free. Next renewal 15 March 2027." */
export function useSeatSentence() {
  const words = useWords('licenses')
  const format = useFormat()
  return ({ total, products, connected, invited, free, placed, withheld, ended, renewal }: SeatTotals) => {
    return [
      products === 1
        ? words('seats_of_one_product', { count: total })
        : words('seats_of_products', { count: total, products }),
      words('seats_split', { connected, invited, free }),
      placed > 0 && words('seats_placed', { count: placed }),
      withheld > 0 && words('seats_withheld', { count: withheld }),
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
      segments={seatSegments(totals, words).map((segment) => ({
        ...segment,
        to: segment.status && to(segment.status),
      }))}
    />
  )
}

type Counts = Pick<SeatTotals, 'connected' | 'idle' | 'invited' | 'free' | 'placed' | 'withheld' | 'ended'>

/** The parts of a strip in their order; the rarer ones only where there are any. */
export function seatSegments(counts: Counts, words: Words<'licenses'>) {
  const { connected, idle = 0, invited, free, placed, withheld, ended } = counts
  const segments = [
    ...(idle > 0
      ? ([
          { texture: 'full', count: connected - idle, label: words('used') },
          { texture: 'short', count: idle, label: words('idle'), status: 'idle' },
        ] as const)
      : ([{ texture: 'full', count: connected, label: words('connected'), status: 'connected' }] as const)),
    { texture: 'split', count: invited, label: words('invited'), status: 'invited' },
    { texture: 'base', count: free, label: words('free'), status: 'free' },
    { texture: 'open', count: placed, label: words('placed'), status: 'placed', rare: true },
    { texture: 'dots', count: withheld, label: words('withheld'), status: 'withheld', rare: true },
    { texture: 'low', count: ended, label: words('ended'), rare: true },
  ] satisfies readonly (Segment & { status?: string; rare?: boolean })[]
  return segments.filter((segment) => !('rare' in segment) || segment.count > 0)
}
