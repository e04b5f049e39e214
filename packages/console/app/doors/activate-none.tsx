import type { ConnectChoices } from '@claviger/server/activation/connect-views'
import { Link } from 'react-router'
import { Section } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

interface ActivateNoneProps {
  product: string
  ask: ConnectChoices['ask']
  addresses: readonly string[]
}

/** Nothing to connect the product to: under which address that was looked for, and whom to ask. */
export function ActivateNone({ product, ask, addresses }: ActivateNoneProps) {
  const words = useWords('doors')
  const format = useFormat()
  return (
    <Section title={words('connect_none', { product })}>
      <p>
        {words.rich('connect_none_under', { addresses: format.list(addresses) }, { b: <strong dir="ltr" /> })}{' '}
        <Link to="/signin?to=/activate">{words('connect_other_address')}</Link>
      </p>
      {ask.map(({ organization, administrators }) => (
        <p key={organization}>
          {words.rich(
            'connect_none_ask',
            { organization, administrators: format.list(administrators) },
            { b: <bdi /> },
          )}
        </p>
      ))}
      {ask.length === 0 && <p>{words('connect_none_nobody', { product })}</p>}
    </Section>
  )
}
