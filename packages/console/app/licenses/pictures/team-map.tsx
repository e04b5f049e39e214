import { Link } from 'react-router'
import { DataTable } from '../../ui/data-table.tsx'
import { SeatStrip, seatsPerTick } from '../../ui/seat-strip.tsx'
import { useFormat } from '../../words/use-format.ts'
import { useWords } from '../../words/use-words.ts'
import { seatSegments } from '../seat-picture.tsx'
import { Picture, type PictureProps } from './picture.tsx'
import style from './team-map.module.css'
import { type RoomTold, type TeamRoom, tellRoom } from './team-map.ts'

export interface TeamMapProps extends Pick<PictureProps, 'csv' | 'page' | 'open'> {
  rooms: readonly TeamRoom[]
  /** Where one team's page is. */
  teamAddress: (id: number) => string
  /** Where the rows stand elsewhere on the page. */
  withoutTwin?: boolean | undefined
}

/** Who has room: the seats of every team as a strip, all on one scale, those with the most room first. */
export function TeamMap({ rooms, teamAddress, withoutTwin = false, ...frame }: TeamMapProps) {
  const words = useWords('pictures')
  const common = useWords()
  const longest = Math.max(1, ...rooms.map(({ total }) => total))
  const per = seatsPerTick(longest)
  const twin = <Twin rooms={rooms} teamAddress={teamAddress} />
  return (
    <Picture title={useTitle(tellRoom(rooms))} twin={withoutTwin ? undefined : twin} {...frame}>
      <ul className={style.teams}>
        {rooms.map((room) => (
          <li key={room.team.id} className={style.team}>
            <Link to={teamAddress(room.team.id)}>
              <bdi>{room.team.name}</bdi>
            </Link>
            <Strip room={room} longest={longest} />
            <span className={style.free}>{words('free_of', { count: room.free, total: room.total })}</span>
          </li>
        ))}
      </ul>
      {per > 1 && !withoutTwin && <p className={style.unit}>{common('tick_unit', { count: per })}</p>}
    </Picture>
  )
}

function useTitle(told: RoomTold): string {
  const words = useWords('pictures')
  if (told.kind === 'no_room') return words('room_no_room', { count: told.teams })
  return words('room_most_room', { count: told.free, team: told.team, total: told.total })
}

function Strip({ room, longest }: { room: TeamRoom; longest: number }) {
  const licenses = useWords('licenses')
  const { connected, invited, free } = room
  return (
    <SeatStrip
      size="mini"
      longest={longest}
      sentence={`${room.team.name}: ${licenses('seats_split', { connected, invited, free })}`}
      segments={seatSegments(room, licenses)}
    />
  )
}

function Twin({ rooms, teamAddress }: Pick<TeamMapProps, 'rooms' | 'teamAddress'>) {
  const words = useWords('pictures')
  const format = useFormat()
  return (
    <DataTable
      caption={words('report_teams')}
      columns={[
        {
          key: 'team',
          head: words('team'),
          cell: ({ team }) => (
            <Link to={teamAddress(team.id)}>
              <bdi>{team.name}</bdi>
            </Link>
          ),
        },
        {
          key: 'free',
          head: words('free'),
          numeric: true,
          priority: 1,
          cell: ({ free }) => format.number(free),
        },
        {
          key: 'invited',
          head: words('invited'),
          numeric: true,
          cell: ({ invited }) => format.number(invited),
        },
        {
          ...{ key: 'in_use', head: words('in_use'), numeric: true },
          cell: ({ connected, placed }) => format.number(connected + placed),
        },
        {
          key: 'total',
          head: words('seats'),
          numeric: true,
          priority: 1,
          cell: ({ total }) => format.number(total),
        },
      ]}
      rows={rooms}
      rowKey={({ team }) => String(team.id)}
    />
  )
}
