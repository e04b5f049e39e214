import type { HandOut } from '@claviger/server/assignment/report-views'
import { Link } from 'react-router'
import { DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../words/use-format.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import style from './hand-out-progress.module.css'
import { gapsOf, type HandOutTold, tellHandOut } from './hand-out-progress.ts'
import { Picture, type PictureProps } from './picture.tsx'

export interface HandOutProgressProps extends Pick<PictureProps, 'csv' | 'page' | 'open'> {
  progress: HandOut
  /** Where each gap is closed; a gap without a way is only named. */
  ways: Readonly<Partial<Record<'assigned' | 'accepted' | 'activated', string>>>
  /** The seats are those a link may give. */
  ofLink?: boolean | undefined
}

/** Whether everybody has got theirs: how many seats have come how far, and the way to close each gap. */
export function HandOutProgress({ progress, ways, ofLink = false, ...frame }: HandOutProgressProps) {
  const words = useWords('pictures')
  const first = ofLink ? 'step_places' : 'step_bought'
  return (
    <Picture
      title={titleOf(tellHandOut(progress), words)}
      twin={<Twin progress={progress} first={words(first)} />}
      {...frame}
    >
      <ol className={style.steps}>
        <Step name={words(first)} count={progress.bought} most={progress.bought} />
        {gapsOf(progress).map(({ step, missing }) => (
          <Step key={step} name={words(`step_${step}`)} count={progress[step]} most={progress.bought}>
            {missing > 0 && (
              <>
                {words(`gap_${step}`, { count: missing })}
                {ways[step] && <Link to={ways[step]}>{words(`do_${step}`)}</Link>}
              </>
            )}
          </Step>
        ))}
      </ol>
      <p className={style.note}>{words('activated_means')}</p>
    </Picture>
  )
}

function titleOf(told: HandOutTold, words: Words<'pictures'>): string {
  switch (told.kind) {
    case 'nothing_bought':
      return words('handout_nothing_bought')
    case 'all':
      return words('handout_all', { count: told.bought })
    default:
      return words(`handout_${told.kind}`, { count: told.missing, of: told.of })
  }
}

interface StepProps {
  name: string
  count: number
  most: number
  children?: React.ReactNode
}

function Step({ name, count, most, children }: StepProps) {
  const format = useFormat()
  const width = most === 0 ? 0 : (count / most) * 100
  return (
    <li className={style.step}>
      <span className={style.words}>
        <strong>{format.number(count)}</strong> {name}
      </span>
      <svg className={style.track} width="100%" height="24" aria-hidden="true">
        <rect className={style.bar} width={`${width}%`} height="22" />
        <line className={style.ground} x1="0" x2="100%" y1="23" y2="23" />
      </svg>
      <span className={style.gap}>{children}</span>
    </li>
  )
}

function Twin({ progress, first }: { progress: HandOut; first: string }) {
  const words = useWords('pictures')
  const format = useFormat()
  const steps = ['assigned', 'accepted', 'activated'] as const
  const rows = [
    { name: first, count: progress.bought },
    ...steps.map((step) => ({ name: words(`step_${step}`), count: progress[step] })),
  ]
  return (
    <DataTable
      caption={words('report_handout')}
      columns={[
        { key: 'step', head: words('step'), cell: ({ name }) => name },
        {
          key: 'count',
          head: words('seats'),
          numeric: true,
          priority: 1,
          cell: ({ count }) => format.number(count),
        },
      ]}
      rows={rows}
      rowKey={({ name }) => name}
    />
  )
}
