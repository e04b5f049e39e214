import { type CalendarDate, daysBetween } from '@claviger/core/kernel/calendar'
import type { SeatDay, SeatHistory } from '@claviger/server/assignment/report-views'
import { DataTable } from '../../ui/data-table.tsx'
import { DayText } from '../../ui/date-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { Format } from '../../words/format.ts'
import { useFormat } from '../../words/use-format.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import { Picture, type PictureProps } from './picture.tsx'
import style from './seats-over-time.module.css'
import { axisDays, peakOf, type SeatsTold, seatShapes, tellSeats, turningDays } from './seats-over-time.ts'

export interface SeatsOverTimeProps extends Pick<PictureProps, 'csv' | 'page' | 'open'> {
  history: SeatHistory
  from: CalendarDate
  to: CalendarDate
}

/** Whether what is paid for is needed: seats bought as a line, seats in use below it, who asked in vain above it. */
export function SeatsOverTime({ history, from, to, ...ways }: SeatsOverTimeProps) {
  const words = useWords('pictures')
  const format = useFormat()
  const told = tellSeats(history.days)
  if (told.kind === 'too_young') return <TooYoung since={history.since} />
  const { days, since } = history
  const start = since !== null && since > from ? since : from
  return (
    <Picture title={titleOf(told, words, format)} twin={<Twin days={turningDays(days)} />} {...ways}>
      <Plot days={days} from={start} to={to} />
    </Picture>
  )
}

function TooYoung({ since }: { since: CalendarDate | null }) {
  const words = useWords('pictures')
  const format = useFormat()
  return (
    <EmptyState title={words('too_young_title')}>
      {since ? words('too_young', { day: format.date(since, 'long') }) : words('too_young_nothing')}
    </EmptyState>
  )
}

type Told = Exclude<SeatsTold, { kind: 'too_young' }>

function titleOf(told: Told, words: Words<'pictures'>, format: Format): string {
  switch (told.kind) {
    case 'unused':
      return words('seats_unused', { count: told.bought })
    case 'asked_in_vain':
      return words('seats_asked_in_vain', { count: told.refused, peak: told.peak, bought: told.bought })
    case 'full':
      return words('seats_full', { count: told.days })
    case 'spare': {
      const facts = { count: told.spare, peak: told.peak, bought: told.bought }
      const day = format.date(told.on, 'long')
      return words(told.spare === 0 ? 'seats_no_spare' : 'seats_spare', { ...facts, day })
    }
  }
}

/** From above: room for marks, the plane, room for the names of days. */
const [marks, plane, names] = [20, 180, 24]

const percent = (part: number) => `${Math.round(part * 10_000) / 100}%`

interface PlotProps {
  days: readonly SeatDay[]
  from: CalendarDate
  to: CalendarDate
}

/** What it says stands in the title and in the table, so readers of those miss nothing. */
function Plot({ days, from, to }: PlotProps) {
  const { width, top, used, bought } = seatShapes(days, from, to)
  const at = (day: CalendarDate) => (daysBetween(from, day) + 0.5) / width
  const level = (seats: number) => marks + plane * (1 - seats / top)
  return (
    <svg className={style.plot} width="100%" height={marks + plane + names} aria-hidden="true">
      <svg
        y={marks}
        width="100%"
        height={plane}
        viewBox={`0 0 ${width} ${top}`}
        preserveAspectRatio="none"
        overflow="visible"
        aria-hidden="true"
      >
        <path className={style.used} d={used} />
        <path className={style.bought} d={bought} vectorEffect="non-scaling-stroke" />
      </svg>
      <line className={style.ground} x1="0" x2="100%" y1={marks + plane} y2={marks + plane} />
      <line className={style.today} x1="100%" x2="100%" y1={marks} y2={marks + plane} />
      {days.map(({ day, refused }) =>
        refused === 0 ? null : (
          <line
            key={day}
            className={style.refused}
            x1={percent(at(day))}
            x2={percent(at(day))}
            y1="4"
            y2="16"
          />
        ),
      )}
      <Labels {...{ days, at, level }} />
      {axisDays(everyDay(days)).map((named) => (
        <AxisName key={named.day} {...named} at={at(named.day)} />
      ))}
    </svg>
  )
}

const everyDay = (days: readonly SeatDay[]) => days.map(({ day }) => day)

interface LabelsProps {
  days: readonly SeatDay[]
  at: (day: CalendarDate) => number
  level: (seats: number) => number
}

/** Names the line at its end and the highest point of the area, each clear of the other. */
function Labels({ days, at, level }: LabelsProps) {
  const words = useWords('pictures')
  const [last, peak] = [days.at(-1), peakOf(days)]
  if (!last || !peak) return null
  const [x, y] = [at(peak.day), level(peak.used)]
  const below = y - level(peak.bought) < 26
  const anchor = x < 0.15 ? 'start' : x > 0.85 ? 'end' : 'middle'
  const someRefused = days.some(({ refused }) => refused > 0)
  return (
    <>
      <text
        className={style.label}
        x="100%"
        y={level(last.bought) + (someRefused ? 16 : -6)}
        textAnchor="end"
      >
        {words('bought_label', { count: last.bought })}
      </text>
      {peak.used > 0 && (
        <>
          <circle className={style.peak} cx={percent(x)} cy={y} r="4" />
          <text className={style.strong} x={percent(x)} y={below ? y + 20 : y - 10} textAnchor={anchor}>
            {words('peak_label', { count: peak.used })}
          </text>
          <text className={style.inside} x="100%" dx="-8" y={marks + plane - 8} textAnchor="end">
            {words('used_label')}
          </text>
        </>
      )}
      {someRefused && (
        <text className={style.vain} x="0" y="14">
          {words('refused_mark')}
        </text>
      )}
    </>
  )
}

function AxisName({
  day,
  unit,
  wide,
  at,
}: {
  day: CalendarDate
  unit: 'day' | 'month'
  wide: boolean
  at: number
}) {
  const format = useFormat()
  const anchor = at < 0.05 ? 'start' : at > 0.95 ? 'end' : 'middle'
  return (
    <text
      className={wide ? style.wide : style.name}
      x={percent(at)}
      y={marks + plane + 18}
      textAnchor={anchor}
    >
      {format.axis(day, unit)}
    </text>
  )
}

function Twin({ days }: { days: readonly SeatDay[] }) {
  const words = useWords('pictures')
  const format = useFormat()
  return (
    <DataTable
      caption={words('report_seats')}
      columns={[
        { key: 'day', head: words('from_day'), nowrap: true, cell: ({ day }) => <DayText day={day} /> },
        {
          key: 'bought',
          head: words('bought'),
          numeric: true,
          priority: 1,
          cell: (day) => format.number(day.bought),
        },
        {
          key: 'used',
          head: words('used'),
          numeric: true,
          priority: 1,
          cell: (day) => format.number(day.used),
        },
        {
          key: 'refused',
          head: words('refused'),
          numeric: true,
          priority: 1,
          cell: (day) => format.number(day.refused),
        },
      ]}
      rows={days}
      rowKey={({ day }) => day}
    />
  )
}
