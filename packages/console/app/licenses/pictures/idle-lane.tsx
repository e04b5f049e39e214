import { useWords } from '../../words/use-words.ts'
import style from './idle-lane.module.css'
import { type Column, columnDays, type Lane, lastDay } from './idle-lanes.ts'

const columns = lastDay / columnDays + 1
/** Two columns stand beside the line of days, each with some room around it. */
const places = columns + 8
const [dot, highest] = [8, 7]
const height = dot * highest + 4

const percent = (column: Column) => `${Math.round((placeOf(column) / places) * 10_000) / 100}%`

function placeOf(column: Column): number {
  if (column === 'never') return columns + 2.5
  if (column === 'not_recorded') return columns + 6
  return column + 0.5
}

/** The people of one team; a mark that those who read the figures miss nothing of. */
export function IdleLane({ lane, perDot }: { lane: Lane; perDot: number }) {
  const words = useWords('pictures')
  const { team, people, idle, stacks } = lane
  return (
    <div className={style.lane}>
      <p className={style.head}>
        <bdi>{team.name}</bdi>{' '}
        <span className={style.count}>
          {words('lane_people', { count: people })}
          {idle > 0 && <>, {words('lane_idle', { count: idle })}</>}
        </span>
      </p>
      <svg className={style.dots} width="100%" height={height} aria-hidden="true">
        <line className={style.ground} x1="0" x2={percent(columns - 0.5)} y1={height - 1} y2={height - 1} />
        {stacked(stacks, perDot).map(({ column, level, idle: marked }) => (
          <circle
            key={`${column} ${level}`}
            className={marked ? style.idle : style.used}
            cx={percent(column)}
            cy={height - 6 - level * dot}
            r="3"
          />
        ))}
      </svg>
    </div>
  )
}

interface Dot {
  readonly column: Column
  readonly level: number
  readonly idle: boolean
}

/** One dot above the other in each column, a rest of people as a dot of its own. */
function stacked(stacks: Lane['stacks'], perDot: number): Dot[] {
  const heights = new Map<Column, number>()
  return stacks.flatMap(({ column, people, idle }) => {
    const from = heights.get(column) ?? 0
    const count = Math.ceil(people / perDot)
    heights.set(column, from + count)
    return Array.from({ length: count }, (_, index) => ({ column, level: from + index, idle }))
  })
}

/** The line of days all lanes stand on, with the day from which on people count as idle. */
export function IdleRuler({ from }: { from: number }) {
  const words = useWords('pictures')
  const named = [0, 30, 60, 90, lastDay]
  const line = Math.min(from, lastDay) / columnDays
  return (
    <svg className={style.ruler} width="100%" height="38" aria-hidden="true">
      <line className={style.from} x1={percent(line - 0.5)} x2={percent(line - 0.5)} y1="0" y2="8" />
      {named.map((day) => (
        <text
          key={day}
          className={style.day}
          x={percent(day / columnDays)}
          y="16"
          textAnchor={day === 0 ? 'start' : 'middle'}
        >
          {day === lastDay ? `${day}+` : day}
        </text>
      ))}
      <text className={style.day} x={percent('never')} y="16" textAnchor="middle">
        {words('never')}
      </text>
      <text className={style.day} x="100%" y="34" textAnchor="end">
        {words('only_code')}
      </text>
      <text className={style.day} x="0" y="34">
        {words('days_ago')}
      </text>
    </svg>
  )
}
