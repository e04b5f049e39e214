import { Form, useSearchParams } from 'react-router'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useWords } from '../words/use-words.ts'
import style from './ask-line.module.css'
import type { Simulated } from './simulated.server.ts'

/** Which version of the product asks; the newest of the day when none is chosen. */
export function AskingVersion({ played }: { played: NonNullable<Simulated['played']> }) {
  const words = useWords('dev')
  const [params] = useSearchParams()
  const versions = played.terms.releases.map(({ version }) => version).toReversed()
  const kept = [...params].filter(([name, value]) => name !== 'release' && value !== '')
  return (
    <Form method="get" preventScrollReset key={played.terms.release}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className={style.line}>
        <SelectField
          name="release"
          label={words('asking_version')}
          defaultValue={played.terms.release ?? ''}
          options={[
            { value: '', label: words('newest_of_day') },
            ...versions.map((version) => ({ value: version, label: version })),
          ]}
        />
        <Button>{words('ask_version')}</Button>
      </div>
    </Form>
  )
}
