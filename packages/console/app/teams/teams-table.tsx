import { Link } from 'react-router'
import { seatSegments } from '../licenses/seat-picture.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { SeatStrip } from '../ui/seat-strip.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { ShownTeam } from './team-shown.server.ts'
import style from './teams-table.module.css'

interface TeamsTableProps {
  teams: readonly ShownTeam[]
  home: string
}

/** Every team beside the others, so that one sees who has room. */
export function TeamsTable({ teams, home }: TeamsTableProps) {
  const words = useWords('teams')
  return (
    <DataTable
      caption={words('teams')}
      columns={useColumns(home)}
      rows={teams}
      rowKey={(team) => String(team.id)}
    />
  )
}

function useColumns(home: string): Column<ShownTeam>[] {
  const words = useWords('teams')
  const format = useFormat()
  return [
    {
      key: 'team',
      head: words('team'),
      cell: (team) => (
        <>
          <Link to={`${home}/teams/${team.id}`} className={style.name}>
            <bdi>{team.name}</bdi>
          </Link>
          <NarrowOnly>
            <Seats team={team} />
          </NarrowOnly>
        </>
      ),
    },
    { key: 'seats', head: words('seats'), cell: (team) => <Seats team={team} /> },
    {
      key: 'held',
      head: words('teams_in_use'),
      ...{ numeric: true, nowrap: true, priority: 1 },
      cell: ({ totals }) => words('teams_held_of', { held: held(totals), total: totals.total }),
    },
    {
      key: 'products',
      head: words('teams_products'),
      priority: 3,
      cell: ({ products }) => (products.length === 0 ? words('teams_none') : format.list(products)),
    },
    {
      key: 'administrators',
      head: words('administrators'),
      priority: 3,
      cell: ({ administrators }) =>
        administrators.length === 0 ? (
          <span className={style.nobody}>{words('teams_nobody_of_its_own')}</span>
        ) : (
          <bdi>{format.list(administrators)}</bdi>
        ),
    },
    {
      key: 'renews',
      head: words('teams_next_renewal'),
      nowrap: true,
      cell: ({ renewsOn }) => renewsOn && <DayText day={renewsOn} />,
    },
  ]
}

const held = ({ connected, invited, placed }: ShownTeam['totals']) => connected + invited + placed

function Seats({ team: { name, totals } }: { team: ShownTeam }) {
  const words = useWords('licenses')
  if (totals.total === 0) return null
  const { connected, invited, free } = totals
  return (
    <SeatStrip
      size="mini"
      sentence={`${name}: ${words('seats_split', { connected, invited, free })}`}
      segments={seatSegments(totals, words)}
    />
  )
}
