import { DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { Fold } from '../ui/fold.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './fallback-picture.module.css'
import type { FallbackSentence, FallbackPicture as Picture, ShownFallback } from './fallback-shown.server.ts'

/** What somebody keeps who stops paying: the answer as a sentence, a picture of why, and the same as a table. */
export function FallbackPicture({ fallback }: { fallback: ShownFallback }) {
  const words = useWords('licenses')
  const format = useFormat()
  const { picture, completeOn } = fallback
  return (
    <figure className={style.fallback}>
      <figcaption className={style.title}>
        <Sentence sentence={fallback.sentence} product={fallback.name} />
      </figcaption>
      {completeOn && (
        <p className={style.note}>{words('fallback_complete_on', { day: format.date(completeOn) })}</p>
      )}
      <Drawing picture={picture} />
      <p className={style.ends} aria-hidden="true">
        <DayText day={picture.from} />
        <DayText day={picture.through} />
      </p>
      <p className={style.note}>{words('fallback_rule')}</p>
      {fallback.rows.length > 0 && (
        <Fold title={words('fallback_as_table')}>
          <Twin fallback={fallback} />
        </Fold>
      )}
    </figure>
  )
}

/** Which release stays, from when, or until when to pay for one. */
function Sentence({ sentence, product }: { sentence: FallbackSentence; product: string }) {
  const words = useWords('licenses')
  const format = useFormat()
  switch (sentence.kind) {
    case 'stops':
    case 'stopped':
      return words(`fallback_${sentence.kind}`, {
        ...{ day: format.date(sentence.stopsOn, 'long'), product, version: sentence.version },
      })
    case 'stops_by_date':
    case 'stopped_by_date':
      return words(`fallback_${sentence.kind}`, {
        ...{
          day: format.date(sentence.stopsOn, 'long'),
          through: format.date(sentence.through, 'long'),
          product,
        },
      })
    case 'not_yet':
      return words('fallback_not_yet', {
        ...{ day: format.date(sentence.payThrough, 'long'), product, version: sentence.version },
      })
    default:
      return words(`fallback_${sentence.kind}`, { product })
  }
}

const percent = (at: number) => `${Math.round(at * 10_000) / 100}%`

/** Three lanes of one line of time. What it says stands in the title and in the table, so readers of those miss nothing. */
function Drawing({ picture }: { picture: Picture }) {
  const words = useWords('licenses')
  const { releases, years, keptFrom, today, day } = picture
  return (
    <svg className={style.lanes} width="100%" height="172" aria-hidden="true">
      <Lane y={12}>{words('fallback_lane_releases')}</Lane>
      <Lane y={80}>{words('fallback_lane_paid')}</Lane>
      <Lane y={132}>{words('fallback_lane_kept')}</Lane>
      <Upright className={style.today} at={today} />
      {years.map(({ from, earns }) =>
        earns === null ? null : (
          <line key={from} className={style.earns} x1={percent(from)} x2={percent(earns)} y1="88" y2="50" />
        ),
      )}
      <line className={style.base} x1="0" x2="100%" y1="50" y2="50" />
      {releases.map((release) => (
        <Tick key={release.version} release={release} />
      ))}
      {years.map(({ from, to, earns }) => (
        <rect
          key={from}
          className={earns === null ? style.unearned : style.paid}
          x={percent(from)}
          width={percent(Math.max(0.004, to - from - 0.003))}
          y="88"
          height="12"
        />
      ))}
      {keptFrom !== null && (
        <rect
          className={style.kept}
          x={percent(keptFrom)}
          width={percent(1 - keptFrom)}
          y="140"
          height="12"
        />
      )}
      {day !== null && <Upright className={style.day} at={day} />}
    </svg>
  )
}

function Lane({ y, children }: { y: number; children: string }) {
  return (
    <text className={style.lane} x="0" y={y}>
      {children}
    </text>
  )
}

function Upright({ className, at }: { className: string | undefined; at: number }) {
  return <line className={className} x1={percent(at)} x2={percent(at)} y1="16" y2="164" />
}

function Tick({ release: { version, at, kept, label } }: { release: Picture['releases'][number] }) {
  const anchor = at < 0.04 ? 'start' : at > 0.96 ? 'end' : 'middle'
  return (
    <g className={kept ? style.keptRelease : style.release}>
      <line x1={percent(at)} x2={percent(at)} y1={kept ? '38' : '43'} y2="50" />
      {kept && <circle cx={percent(at)} cy="50" r="4" />}
      {label !== 'never' && (
        <text
          className={label === 'wide' ? style.wide : undefined}
          x={percent(at)}
          y="34"
          textAnchor={anchor}
        >
          {version}
        </text>
      )}
    </g>
  )
}

/** The picture in rows, for whoever reads rather than looks. */
function Twin({ fallback }: { fallback: ShownFallback }) {
  const words = useWords('licenses')
  return (
    <DataTable
      caption={words('fallback_table', { product: fallback.name })}
      columns={[
        { key: 'version', head: words('fallback_release'), cell: ({ version }) => version },
        {
          key: 'out',
          head: words('fallback_out'),
          nowrap: true,
          cell: ({ releasedOn }) => <DayText day={releasedOn} />,
        },
        {
          key: 'pay',
          head: words('fallback_pay_through'),
          nowrap: true,
          cell: ({ payThrough }) => <DayText day={payThrough} />,
        },
        {
          key: 'kept',
          head: words('fallback_stays'),
          cell: ({ kept }) => words(kept ? 'fallback_yes' : 'fallback_no'),
        },
      ]}
      rows={fallback.rows}
      rowKey={({ version }) => version}
    />
  )
}
