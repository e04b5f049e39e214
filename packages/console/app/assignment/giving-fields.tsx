import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'
import type { PoolChoice } from './pool.server.ts'
import { PoolField } from './pool-field.tsx'

interface GivingFieldsProps {
  pools: PoolChoice
  /** The last day, or empty: for good. */
  until: string
  today: string
  error: string | undefined
}

/** What is given, and until when: both hold for every row that says nothing else. */
export function GivingFields({ pools, until, today, error }: GivingFieldsProps) {
  const words = useWords('assignment')
  const lists = useWords('lists')
  return (
    <>
      <PoolField {...pools} label={words('gives')} />
      <TextField
        name="until"
        type="date"
        label={lists('until')}
        help={lists('until_help')}
        error={error}
        defaultValue={until}
        min={today}
        autoComplete="off"
        optional
      />
    </>
  )
}
