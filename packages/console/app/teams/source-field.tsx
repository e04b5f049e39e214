import { SelectField } from '../ui/select-field.tsx'
import { useWords } from '../words/use-words.ts'
import type { SeatSource } from './seat-sources.server.ts'

interface SourceFieldProps {
  sources: readonly SeatSource[]
  chosen: string | undefined
  error?: string | undefined
}

/** Which product, out of which team, with how many free there. */
export function SourceField({ sources, chosen, error }: SourceFieldProps) {
  const words = useWords('teams')
  return (
    <SelectField
      name="source"
      label={words('seats_from')}
      error={error}
      defaultValue={chosen}
      options={sources.map(({ value, product, team, free }) => ({
        value,
        label: words('seats_source', { product, team, count: free }),
      }))}
    />
  )
}
