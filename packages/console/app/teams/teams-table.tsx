import { Link } from 'react-router'
import { seatSegments } from '../licenses/seat-picture.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { SeatStrip, seatsPerTick } from '../ui/seat-strip.tsx'
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
  const common = useWords()
  const longest = Math.max(0, ...teams.map((team) => team.totals.total))
  const per = seatsPerTick(longest)
  return (
    <>
      <DataTable
        caption={words('teams')}
        columns={useColumns(home, longest)}
        rows={teams}
        rowKey={(team) => String(team.id)}
      />
      {per > 1 && <p className={style.unit}>{common('tick_unit', { count: per })}</p>}
    </>
  )
}

function useColumns(home: string, longest: number): Column<ShownTeam>[] {
  const words = useWords('teams')
  const format = useFormat()
  return [
    {
      key: 'team',
      head: words('team'),
      sorts: true,
      cell: (team) => (
        <span className={style.team}>
          <Link to={`${home}/teams/${team.id}`}>
            <bdi>{team.name}</bdi>
          </Link>
          <NarrowOnly>
            <Seats team={team} longest={longest} />
          </NarrowOnly>
        </span>
      ),
    },
    {
      key: 'seats',
      head: words('seats'),
      sorts: true,
      cell: (team) => (
        <div className={style.seats}>
          <Seats team={team} longest={longest} />
        </div>
      ),
    },
    {
      key: 'held',
      head: words('teams_in_use'),
      ...{ numeric: true, nowrap: true, priority: 1, sorts: true },
      cell: ({ totals }) =>
        totals.total > 0 && words('teams_held_of', { held: held(totals), total: totals.total }),
    },
    {
      key: 'products',
      head: words('teams_products'),
      priority: 3,
      cell: ({ products }) => format.list(products),
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
      ...{ nowrap: true, sorts: true },
      cell: ({ renewsOn }) => renewsOn && <DayText day={renewsOn} />,
    },
  ]
}

const held = ({ connected, invited, placed }: ShownTeam['totals']) => connected + invited + placed

function Seats({ team: { name, totals }, longest }: { team: ShownTeam; longest: number }) {
  const words = useWords('licenses')
  const own = useWords('teams')
  if (totals.total === 0) return <span className={style.nobody}>{own('team_no_seats')}</span>
  const { connected, invited, free } = totals
  return (
    <SeatStrip
      size="mini"
      longest={longest}
      sentence={`${name}: ${words('seats_split', { connected, invited, free })}`}
      segments={seatSegments(totals, words)}
    />
  )
}
