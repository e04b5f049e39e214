import { Link } from 'react-router'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { classes } from './classes.ts'
import style from './seat-strip.module.css'
import { ticksOf } from './ticks.ts'

/** How a run of seats is drawn; texture tells them apart, color only helps. */
export type Texture = 'full' | 'short' | 'low' | 'split' | 'base' | 'open' | 'dots'

export interface Segment {
  texture: Texture
  count: number
  /** The word in the legend: "in use", "invited", "free". */
  label: string
  /** The filtered table of these seats. */
  to?: string | undefined
}

interface SeatStripProps {
  /** What the picture says, in one sentence: its name for those who do not see it. */
  sentence: string
  segments: readonly Segment[]
  /** Beside a name in a table: small ticks, no legend. */
  size?: 'large' | 'mini' | undefined
  /** The seats of the longest strip beside this one, so that they can be compared. */
  longest?: number | undefined
}

/** How many seats one tick stands for in small strips beside each other, the longest of which has so many. */
export function seatsPerTick(longest: number): number {
  return ticksOf([longest], mostMini).per
}

const mostMini = 40

/** Every seat a tick, up to 400; beyond that one tick stands for several, and the legend says so. */
export function SeatStrip({ sentence, segments, size = 'large', longest }: SeatStripProps) {
  const words = useWords()
  const { per, ticks } = ticksOf(
    segments.map((segment) => segment.count),
    size === 'mini' ? mostMini : 400,
    longest,
  )
  return (
    <figure className={classes(style.strip, style[size])}>
      <div className={style.ticks} role="img" aria-label={sentence}>
        {segments.map((segment, index) => (
          <Ticks key={segment.label} texture={segment.texture} count={ticks[index] ?? 0} />
        ))}
      </div>
      {size === 'large' && (
        <figcaption className={style.legend}>
          <ul>
            {segments.map((segment) => (
              <LegendEntry key={segment.label} segment={segment} />
            ))}
          </ul>
          {per > 1 && <p>{words('tick_unit', { count: per })}</p>}
        </figcaption>
      )}
    </figure>
  )
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

function Ticks({ texture, count }: { texture: Texture; count: number }) {
  return numbers(count).map((seat) => <i key={seat} className={style[texture]} />)
}

function LegendEntry({ segment }: { segment: Segment }) {
  const format = useFormat()
  const text = `${format.number(segment.count)} ${segment.label}`
  return (
    <li>
      <i className={style[segment.texture]} aria-hidden="true" />
      {segment.to ? <Link to={segment.to}>{text}</Link> : <span>{text}</span>}
    </li>
  )
}
