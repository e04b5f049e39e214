import type { WhomToAsk } from '@claviger/server/teams/role-store'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

interface MeNoLicenseProps {
  addresses: readonly string[]
  ask: readonly WhomToAsk[]
}

/** Nothing is connected: which addresses were looked at, whom to ask, and how to look under another address. */
export function MeNoLicense({ addresses, ask }: MeNoLicenseProps) {
  const words = useWords('me')
  const format = useFormat()
  return (
    <EmptyState
      title={words('none_title')}
      action={<LinkButton to="/signin">{words('none_other_address')}</LinkButton>}
    >
      {words('none_what', { addresses: format.list(addresses) })}{' '}
      {ask.map(({ organization, administrators }) => (
        <span key={organization}>
          {words('none_ask', { organization, administrators: format.list(administrators) })}{' '}
        </span>
      ))}
      {ask.length === 0 && words('none_ask_somebody')}
    </EmptyState>
  )
}
