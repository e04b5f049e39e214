import type { SwitchedKind } from '@claviger/server/assignment/letter-switch-views'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText, MomentText } from '../ui/date-text.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'
import style from './letters-table.module.css'

/** A kind of letter as the page shows it. */
export interface ShownKind extends Omit<SwitchedKind, 'lastAt' | 'changed'> {
  readonly lastAt: string | null
  readonly changed: { readonly by: string; readonly at: string } | null
}

/** The letters that leave by themselves, each with its switches. */
export function LettersTable({ kinds, maySwitch }: { kinds: readonly ShownKind[]; maySwitch: boolean }) {
  const words = useWords('letters')
  const columns: readonly Column<ShownKind>[] = [
    { key: 'letter', head: words('letter'), cell: (row) => <Named row={row} /> },
    { key: 'to', head: words('goes_to'), cell: (row) => words(`to_${row.to}`), priority: 3 },
    { key: 'last', head: words('last_sent'), cell: (row) => <Last row={row} /> },
    { key: 'next', head: words('next_due'), cell: (row) => <Next row={row} /> },
    {
      ...{ key: 'everybody', head: words('for_everybody'), priority: 1 },
      cell: (row) => <ForEverybody row={row} maySwitch={maySwitch} />,
    },
    {
      ...{ key: 'own', head: words('for_you'), priority: 1 },
      cell: (row) => row.mine !== null && <Switch row={row} whose="own" isOn={row.mine} may={true} />,
    },
  ]
  const mine = kinds.some((row) => row.mine !== null)
  return (
    <DataTable
      caption={words('by_themselves')}
      columns={mine ? columns : columns.slice(0, -1)}
      rows={kinds}
      rowKey={(row) => row.kind}
    />
  )
}

interface RowProps {
  row: ShownKind
}

function Named({ row }: RowProps) {
  const words = useWords('letters')
  return (
    <span className={style.cell}>
      <span>{words(`kind_${row.kind}`)}</span>
      <span className={style.when}>{words(`when_${row.kind}`)}</span>
      <NarrowOnly>
        <span className={style.small}>{words.rich('last_is', {}, { last: <Last row={row} /> })}</span>
        <span className={style.small}>{words.rich('next_is', {}, { next: <Next row={row} /> })}</span>
      </NarrowOnly>
    </span>
  )
}

function Last({ row: { lastAt, sent, failed } }: RowProps) {
  const words = useWords('letters')
  if (lastAt === null && failed === 0) return <span className={style.small}>{words('not_yet')}</span>
  return (
    <span className={style.cell}>
      {lastAt && <MomentText at={lastAt} />}
      <span className={style.small}>
        {sent > 0 && words('in_thirty_days', { count: sent })}
        {sent > 0 && failed > 0 && ', '}
        {failed > 0 && words('failed_in_thirty_days', { count: failed })}
      </span>
    </span>
  )
}

/** Letters that wait for a day say which; the others leave when something happens. */
const byDay: readonly string[] = [
  ...['reminder_3', 'reminder_10', 'keep_reminder', 'license_ends_soon', 'daily_digest'],
]

function Next({ row: { kind, enabled, nextOn } }: RowProps) {
  const words = useWords('letters')
  if (nextOn) return <DayText day={nextOn} />
  const why = byDay.includes(kind) ? 'next_none' : 'next_when_it_happens'
  return <span className={style.small}>{words(enabled ? why : 'next_switched_off')}</span>
}

function ForEverybody({ row, maySwitch }: RowProps & { maySwitch: boolean }) {
  const words = useWords('letters')
  const { changed } = row
  return (
    <span className={style.cell}>
      <Switch row={row} whose="everybody" isOn={row.enabled} may={maySwitch} />
      {changed && (
        <span className={style.small}>
          {words.rich('changed_by', { by: changed.by }, { when: <MomentText at={changed.at} /> })}
        </span>
      )}
    </span>
  )
}

interface SwitchProps extends RowProps {
  whose: 'own' | 'everybody'
  isOn: boolean
  may: boolean
}

/** Says how it stands, and turns it by one press; works without scripts. */
function Switch({ row, whose, isOn, may }: SwitchProps) {
  const words = useWords('letters')
  const letter = words(`kind_${row.kind}`)
  const named = words(isOn ? `switch_off_${whose}` : `switch_on_${whose}`, { letter })
  return (
    <span className={style.switch}>
      <NarrowOnly>
        <span className={style.small}>{words(whose === 'own' ? 'for_you' : 'for_everybody')}</span>
      </NarrowOnly>
      <StatusChip shape={isOn ? 'check' : 'pause'} tone={isOn ? 'ok' : 'neutral'}>
        {words(isOn ? 'on' : 'off')}
      </StatusChip>
      {may && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="kind" value={row.kind} />
          <input type="hidden" name="whose" value={whose} />
          <Button variant="quiet" name="state" value={isOn ? 'off' : 'on'} aria-label={named}>
            {words(isOn ? 'switch_off' : 'switch_on')}
          </Button>
        </Form>
      )}
    </span>
  )
}
