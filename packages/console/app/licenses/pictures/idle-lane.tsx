import { useWords } from '../../words/use-words.ts'
import style from './idle-lane.module.css'
import { blockColumns, type Column, columnDays, type Lane, lastDay } from './idle-lanes.ts'

/** The line of days, and the two blocks beside it with some room before each. */
const columns = lastDay / columnDays + 1
const [never, onlyCode] = [columns + 2, columns + 4 + blockColumns]
const places = onlyCode + blockColumns
const step = 7

const percent = (place: number) => `${Math.round((place / places) * 10_000) / 100}%`

/** The people of one team as dots; the figures beside its name and the table say the same. */
export function IdleLane({ lane, perDot }: { lane: Lane; perDot: number }) {
  const words = useWords('pictures')
  const { team, people, idle } = lane
  const dots = dotsOf(lane.stacks, perDot)
  const height = step * Math.max(1, ...dots.map(({ level }) => level + 1)) + 4
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
        <line className={style.ground} x1="0" x2={percent(columns)} y1={height - 1} y2={height - 1} />
        <line
          className={style.ground}
          x1={percent(never)}
          x2={percent(never + blockColumns)}
          y1={height - 1}
          y2={height - 1}
        />
        <line className={style.ground} x1={percent(onlyCode)} x2="100%" y1={height - 1} y2={height - 1} />
        {dots.map(({ place, level, idle: marked }) => (
          <circle
            key={`${place} ${level}`}
            className={marked ? style.idle : style.used}
            cx={percent(place + 0.5)}
            cy={height - 5.5 - level * step}
            r="2.5"
          />
        ))}
      </svg>
    </div>
  )
}

interface Dot {
  readonly place: number
  readonly level: number
  readonly idle: boolean
}

/** One dot above the other where days are known, row upon row in the blocks beside; a rest of people is a dot too. */
function dotsOf(stacks: Lane['stacks'], perDot: number): Dot[] {
  const filled = new Map<Column, number>()
  return stacks.flatMap(({ column, people, idle }) => {
    const from = filled.get(column) ?? 0
    const count = Math.ceil(people / perDot)
    filled.set(column, from + count)
    return Array.from({ length: count }, (_, index) => ({ ...spotOf(column, from + index), idle }))
  })
}

function spotOf(column: Column, index: number): Omit<Dot, 'idle'> {
  if (typeof column === 'number') return { place: column, level: index }
  const block = column === 'never' ? never : onlyCode
  return { place: block + (index % blockColumns), level: Math.floor(index / blockColumns) }
}

/** The line of days all lanes stand on, with the day from which on people count as idle. */
export function IdleRuler({ from }: { from: number }) {
  const words = useWords('pictures')
  const line = percent(Math.min(from, lastDay) / columnDays)
  return (
    <svg className={style.ruler} width="100%" height="38" aria-hidden="true">
      <line className={style.from} x1={line} x2={line} y1="0" y2="8" />
      {[0, 30, 60, 90, lastDay].map((day) => (
        <text
          key={day}
          className={style.day}
          x={percent(day / columnDays)}
          y="20"
          textAnchor={day === 0 ? 'start' : 'middle'}
        >
          {day === lastDay ? `${day}+` : day}
        </text>
      ))}
      <text className={style.day} x={percent(never)} y="20">
        {words('never')}
      </text>
      <text className={style.day} x={percent(onlyCode)} y="20">
        {words('only_code')}
      </text>
      <text className={style.day} x="0" y="36">
        {words('days_ago')}
      </text>
    </svg>
  )
}
