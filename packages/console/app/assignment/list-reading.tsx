import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Fold } from '../ui/fold.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Actions, Section, Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { ListColumns } from './list-columns.tsx'
import { ListNames, MeantNames } from './list-names.tsx'
import style from './list-reading.module.css'
import type { ReadingShown } from './list-view.server.ts'
import { useReadAs } from './use-read-as.ts'

/** How a file was read, and all at once what only its sender can say about it. */
export function ListReading({ reading, encodings }: { reading: ReadingShown; encodings: readonly string[] }) {
  const lists = useWords('lists')
  const { unsettled, columns, names, sheets, sheet, separator } = reading
  const open = columns.filter((column) => column.open)
  const known = columns.filter((column) => !column.open)
  const asks = unsettled.sheet || open.length > 0 || unsettled.dateOrder || names.length > 0
  return (
    <Form method="post" preventScrollReset className={style.form}>
      <input type="hidden" name="read.sheet" value={sheet ?? ''} />
      <input type="hidden" name="read.separator" value={separator ?? ''} />
      {unsettled.sheet && <Tabs sheets={sheets} />}
      {open.length > 0 && (
        <Section title={lists('columns_open', { count: open.length })}>
          <p>{lists('columns_open_help')}</p>
          <ListColumns
            columns={open}
            roles={reading.roles}
            caption={lists('columns_open', { count: open.length })}
          />
        </Section>
      )}
      {unsettled.dateOrder && <Dates reading={reading} />}
      {names.length > 0 && <ListNames reading={reading} />}
      {asks && (
        <Actions>
          <Button name="act" value="read" variant={unsettled.sheet ? 'primary' : 'secondary'}>
            {lists('read_so')}
          </Button>
        </Actions>
      )}
      {!unsettled.sheet && <Otherwise {...{ reading, known, encodings }} />}
    </Form>
  )
}

function Tabs({ sheets }: Pick<ReadingShown, 'sheets'>) {
  const lists = useWords('lists')
  return (
    <RadioGroup
      name="sheet"
      label={lists('which_tab')}
      choices={sheets.map((one) => ({
        value: one.name,
        label: <bdi>{one.name}</bdi>,
        help: lists('rows', { count: one.rows }),
      }))}
    />
  )
}

/** The same date read both ways, written out. */
function Dates({ reading: { dateSample, dateOrder } }: { reading: ReadingShown }) {
  const lists = useWords('lists')
  const format = useFormat()
  const day = (order: 'day_first' | 'month_first') =>
    dateSample ? format.date(dateSample[order], 'long') : lists(order)
  return (
    <RadioGroup
      name="dates"
      label={lists('which_dates')}
      help={lists('which_dates_help')}
      defaultValue={dateOrder ?? undefined}
      choices={(['day_first', 'month_first'] as const).map((order) => ({ value: order, label: day(order) }))}
    />
  )
}

interface OtherwiseProps {
  reading: ReadingShown
  known: ReadingShown['columns']
  encodings: readonly string[]
}

/** What was understood without asking, said in one line, and to be changed below it. */
function Otherwise({ reading, known, encodings }: OtherwiseProps) {
  const lists = useWords('lists')
  const { encoding, separator, sheet, sheets } = reading
  const separators = [',', ';', '\t', '|'] as const
  const readAs = useReadAs(reading)
  const said = encoding !== null || separator !== null || sheets.length > 1 || reading.meant.length > 0
  if (!said && known.length === 0) return <p>{readAs}</p>
  return (
    <Fold title={readAs}>
      <Stack>
        <div className={style.narrow}>
          {encoding !== null && (
            <SelectField
              name="encoding"
              label={lists('encoding')}
              help={lists('encoding_help')}
              defaultValue={encoding}
              options={encodings.map((one) => ({ value: one, label: one }))}
            />
          )}
          {separator !== null && (
            <SelectField
              name="separator"
              label={lists('separator')}
              defaultValue={separator}
              options={separators.map((one) => ({ value: one, label: lists(`separator_${nameOf[one]}`) }))}
            />
          )}
          {sheets.length > 1 && (
            <SelectField
              name="sheet"
              label={lists('tab')}
              defaultValue={sheet ?? ''}
              options={sheets.map(({ name }) => ({ value: name, label: name }))}
            />
          )}
          <MeantNames reading={reading} />
        </div>
        {known.length > 0 && <ListColumns columns={known} roles={reading.roles} caption={lists('columns')} />}
        <Actions>
          <Button name="act" value="read">
            {lists('read_again')}
          </Button>
        </Actions>
      </Stack>
    </Fold>
  )
}

const nameOf = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const
