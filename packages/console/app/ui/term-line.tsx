import style from './term-line.module.css'

export interface TermSpan {
  /** 0 is the start of the line, 1 its end. */
  from: number
  to: number
  kind: 'paid' | 'grace' | 'kept'
  label: string
}

export interface TermMark {
  at: number
  label: string
}

const rulerTicks = Array.from({ length: 49 }, (_, index) => index)

/** Time as a ruler: spans under a title that is the answer, and the days that matter. */
export function TermLine({
  sentence,
  spans,
  marks,
}: {
  sentence: string
  spans: readonly TermSpan[]
  marks: readonly TermMark[]
}) {
  const percent = (at: number) => `${Math.round(at * 1000) / 10}%`
  return (
    <figure className={style.term}>
      <figcaption className={style.title}>{sentence}</figcaption>
      <svg className={style.ruler} width="100%" height="44" role="img" aria-label={sentence}>
        {rulerTicks.map((tick) => (
          <line
            key={tick}
            className={style.tick}
            x1={percent(tick / 48)}
            x2={percent(tick / 48)}
            y1={tick % 4 === 0 ? 14 : 18}
            y2="24"
          />
        ))}
        {spans.map((span) => (
          <rect
            key={span.label}
            className={style[span.kind]}
            x={percent(span.from)}
            width={percent(span.to - span.from)}
            y="24"
            height="8"
          />
        ))}
        {marks.map((mark) => (
          <line
            key={mark.label}
            className={style.mark}
            x1={percent(mark.at)}
            x2={percent(mark.at)}
            y1="4"
            y2="40"
          />
        ))}
      </svg>
      <ul className={style.legend}>
        {spans.map((span) => (
          <li key={span.label}>
            <svg width="16" height="8" aria-hidden="true">
              <rect className={style[span.kind]} width="16" height="8" />
            </svg>
            {span.label}
          </li>
        ))}
        {marks.map((mark) => (
          <li key={mark.label}>
            <svg width="2" height="14" aria-hidden="true">
              <line className={style.mark} x1="1" x2="1" y2="14" />
            </svg>
            {mark.label}
          </li>
        ))}
      </ul>
    </figure>
  )
}
