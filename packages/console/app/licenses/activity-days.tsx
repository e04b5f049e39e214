import type { FormEvent } from 'react'
import { Form, useLocation, useNavigate } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Fold } from '../ui/fold.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'
import style from './activity-days.module.css'

interface ActivityDaysProps {
  days: { readonly since: string; readonly until: string; readonly today: string }
}

/** Narrows the log to the days between two; the other filters stay. */
export function ActivityDays({ days: { since, until, today } }: ActivityDaysProps) {
  const words = useWords('activity')
  const { search } = useLocation()
  const kept = [...new URLSearchParams(search)].filter(
    ([name]) => !['since', 'until', 'period', 'page'].includes(name),
  )
  return (
    <Fold title={words('between')} open={since !== '' || until !== ''}>
      <Form method="get" className={style.days} key={search} onSubmit={useWithoutEmpty()}>
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <TextField type="date" name="since" label={words('since')} defaultValue={since} max={today} />
        <TextField type="date" name="until" label={words('until')} defaultValue={until} max={today} />
        <Button>{words('show_days')}</Button>
      </Form>
    </Fold>
  )
}

/** Leaves fields that were not filled in out of the address; without scripts they stand in it and mean nothing. */
function useWithoutEmpty() {
  const navigate = useNavigate()
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const filled = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '')
    navigate(
      { search: new URLSearchParams(filled as [string, string][]).toString() },
      { preventScrollReset: true },
    )
  }
}
