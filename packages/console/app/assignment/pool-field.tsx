import { SelectField } from '../ui/select-field.tsx'
import { useWords } from '../words/use-words.ts'
import type { PoolChoice } from './pool.server.ts'

/** Product and team in one choice, with the seats that are free; a sentence where there is only one. */
export function PoolField({ pools, pool, label }: PoolChoice & { label: string }) {
  const words = useWords('assignment')
  const [only] = pools
  const sentence = ({ product, team, free }: PoolChoice['pools'][number]) =>
    words('pool', { product, team, count: free })
  if (pools.length === 1 && only)
    return (
      <p>
        <input type="hidden" name="pool" value={only.value} />
        {label}: <strong>{sentence(only)}</strong>
      </p>
    )
  return (
    <SelectField
      name="pool"
      label={label}
      defaultValue={pool}
      options={pools.map((one) => ({ value: one.value, label: sentence(one) }))}
    />
  )
}
