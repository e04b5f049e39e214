import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { Link } from 'react-router'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { SeatStrip } from '../ui/seat-strip.tsx'
import { useWords } from '../words/use-words.ts'
import { seatSegments } from './seat-picture.tsx'

/** The seats of one product in one team, as Home shows them. */
export interface ShownPool {
  readonly product: { readonly name: string; readonly slug: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly total: number
  readonly free: number
  readonly invited: number
  readonly connected: number
  readonly placed: number
  readonly withheld: number
  readonly ended: number
  readonly renewsOn: CalendarDate
}

interface HomeSeatsProps {
  pools: readonly ShownPool[]
  home: string
  /** Filters the lists of licenses it leads to have besides. */
  narrow?: Readonly<Record<string, string>> | undefined
}

/** How full each product is in each team, and when it renews. */
export function HomeSeats({ pools, home, narrow = {} }: HomeSeatsProps) {
  const words = useWords('licenses')
  return (
    <DataTable
      caption={words('seats')}
      columns={useColumns(home, narrow, new Set(pools.map((pool) => pool.team.id)).size > 1)}
      rows={pools}
      rowKey={(pool) => `${pool.product.slug} ${pool.team.id}`}
    />
  )
}

function useColumns(
  home: string,
  narrow: Readonly<Record<string, string>>,
  teams: boolean,
): Column<ShownPool>[] {
  const words = useWords('licenses')
  const held = (pool: ShownPool) =>
    words('held_of', { held: pool.connected + pool.invited + pool.placed, total: pool.total })
  const address = ({ product, team }: ShownPool) =>
    new URLSearchParams({ product: product.slug, ...narrow, ...(teams && { team: String(team.id) }) })
  const columns: Column<ShownPool>[] = [
    {
      key: 'product',
      head: words('product'),
      cell: (pool) => <Link to={`${home}/licenses?${address(pool)}`}>{pool.product.name}</Link>,
    },
    { key: 'team', head: words('team'), cell: (pool) => pool.team.name },
    {
      key: 'strip',
      head: words('seats'),
      priority: 3,
      cell: (pool) => (
        <SeatStrip
          size="mini"
          sentence={`${pool.product.name}: ${held(pool)}`}
          segments={seatSegments(pool, words)}
        />
      ),
    },
    { key: 'held', head: words('in_use'), numeric: true, nowrap: true, priority: 1, cell: held },
    {
      key: 'renews',
      head: words('renews'),
      nowrap: true,
      cell: (pool) => <DayText day={pool.renewsOn} />,
    },
  ]
  return teams ? columns : columns.filter((column) => column.key !== 'team')
}
