import { Form, Link, useSearchParams } from 'react-router'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useHere } from '../ui/use-here.ts'
import { useWords } from '../words/use-words.ts'
import style from './day-steps.module.css'

/** The days one step away, as links need them. */
export interface DaySteps {
  readonly monthBack: string
  readonly weekBack: string
  readonly dayBack: string
  readonly dayOn: string
  readonly weekOn: string
  readonly monthOn: string
}

const steps = [
  ['monthBack', 'month_back'],
  ['weekBack', 'week_back'],
  ['dayBack', 'day_back'],
  ['dayOn', 'day_on'],
  ['weekOn', 'week_on'],
  ['monthOn', 'month_on'],
] as const

/** The ways to another day that need no scripts: a date to type, and links a day, a week, a month away. */
export function DayStepsBar({ day, to, error }: { day: string; to: DaySteps; error: string | undefined }) {
  const words = useWords('dev')
  const here = useHere()
  const [params] = useSearchParams()
  const kept = [...params].filter(([name, value]) => name !== 'day' && value !== '')
  return (
    <div className={style.bar}>
      <Form method="get" preventScrollReset className={style.form} key={day}>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField name="day" type="date" label={words('day')} defaultValue={day} error={error} />
        <Button>{words('go_to_day')}</Button>
      </Form>
      <nav aria-label={words('other_days')}>
        <ul className={style.steps}>
          {steps.map(([step, label]) => (
            <li key={step}>
              <Link to={here({ day: to[step] })} replace preventScrollReset>
                {words(label)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}
