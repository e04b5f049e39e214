import { useFetcher } from 'react-router'
import { PersonName } from '../licenses/person-name.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Pager } from '../ui/pager.tsx'
import { Actions, Section } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useRefusal } from '../words/use-refusal.ts'
import { useWords } from '../words/use-words.ts'
import style from './list-ticks.module.css'
import type { TickLine } from './list-view.server.ts'

interface ListTicksProps {
  ticks: { readonly lines: readonly TickLine[]; readonly total: number }
  page: number
  rowsPerPage: number
}

/**
 * Everybody who could get a license, with a tick for those who shall. With scripts each tick holds at once and the count
 * in the button follows; without, by the button below. Stands in the form.
 */
export function ListTicks({ ticks: { lines, total }, page, rowsPerPage }: ListTicksProps) {
  const words = useWords('assignment')
  const lists = useWords('lists')
  return (
    <Section title={lists('choosing', { count: total })}>
      <p>{lists('choosing_help')}</p>
      {lines.map(({ line }) => (
        <input key={line} type="hidden" name={`seen.${line}`} value="1" />
      ))}
      <DataTable
        caption={lists('choosing', { count: total })}
        columns={useColumns()}
        rows={lines}
        rowKey={({ line }) => String(line)}
      />
      <Actions>
        <Button name="act" value="look">
          {words('look_again')}
        </Button>
        <Button name="act" value="everybody" variant="quiet">
          {lists('choose_nobody')}
        </Button>
      </Actions>
      <Pager page={page} perPage={rowsPerPage} total={total} />
    </Section>
  )
}

function useColumns(): Column<TickLine>[] {
  const words = useWords('assignment')
  const format = useFormat()
  const refusal = useRefusal()
  const { submit } = useFetcher()
  return [
    {
      key: 'person',
      head: words('person'),
      cell: ({ line, name, address, raw, ticked }) => (
        <label className={style.tick}>
          <input
            type="checkbox"
            name={`keep.${line}`}
            defaultChecked={ticked}
            onChange={({ currentTarget: { form } }) => form && void submit(form)}
          />
          <PersonName person={{ name, address: address || raw }} nobody={raw} />
        </label>
      ),
    },
    {
      key: 'why',
      head: words('why_head'),
      priority: 1,
      cell: ({ ticked, reason }) => ticked && reason && refusal.sentence(reason),
    },
    {
      key: 'line',
      head: words('row_head'),
      numeric: true,
      nowrap: true,
      priority: 3,
      cell: ({ textLine }) => format.number(textLine),
    },
  ]
}
