import type { KeyRow } from '@claviger/server/activation/keys-views'
import { LinkButton } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { ExactText, MomentText } from '../ui/date-text.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { Fingerprint } from './fingerprint.tsx'

/** Every key that signs or has signed codes, the current one first. */
export function KeysTable({ keys }: { keys: readonly KeyRow[] }) {
  const words = useWords('keys')
  const format = useFormat()
  const columns: readonly Column<KeyRow>[] = [
    { key: 'name', head: words('name'), cell: (key) => <code>{key.kid}</code>, nowrap: true },
    { key: 'state', head: words('state'), cell: (key) => <KeyState of={key} />, priority: 1 },
    {
      key: 'since',
      head: words('since'),
      cell: (key) => <MomentText at={key.createdAt.toISOString()} />,
      priority: 2,
    },
    {
      key: 'codes',
      head: words('codes'),
      cell: (key) => format.number(key.codes),
      numeric: true,
      priority: 2,
    },
    {
      key: 'fingerprint',
      head: words('fingerprint'),
      cell: (key) => <Fingerprint>{key.fingerprint}</Fingerprint>,
      priority: 3,
    },
    { key: 'act', head: words('act'), cell: (key) => <RetireLink of={key} />, priority: 1 },
  ]
  return <DataTable caption={words('signing')} columns={columns} rows={keys} rowKey={(key) => key.kid} />
}

/** What the key does, and since or from when on where that is not the day it was made. */
function KeyState({ of: key }: { of: KeyRow }) {
  const at = (key.retiredAt ?? key.replacedAt)?.toISOString()
  const When = key.state === 'retiring' ? ExactText : MomentText
  return (
    <>
      <KeyChip state={key.state} /> {at && <When at={at} />}
    </>
  )
}

function KeyChip({ state }: Pick<KeyRow, 'state'>) {
  const words = useWords('keys')
  switch (state) {
    case 'current':
      return <StatusChip {...{ shape: 'dot', tone: 'ok' }}>{words('state_current')}</StatusChip>
    case 'replaced':
      return <StatusChip {...{ shape: 'ring', tone: 'neutral' }}>{words('state_replaced')}</StatusChip>
    case 'asked_for':
      return <StatusChip {...{ shape: 'hourglass', tone: 'info' }}>{words('state_asked_for')}</StatusChip>
    case 'retired':
      return <StatusChip {...{ shape: 'cross', tone: 'danger' }}>{words('state_retired')}</StatusChip>
    case 'retiring':
      return <StatusChip {...{ shape: 'clock', tone: 'warn' }}>{words('state_retiring')}</StatusChip>
  }
}

function RetireLink({ of: { kid, state } }: { of: KeyRow }) {
  const words = useWords('keys')
  if (state === 'retired' || state === 'asked_for') return null
  return (
    <LinkButton variant="quiet" to={`/vendor/keys/retire/${kid}`} aria-label={words('retire_key', { kid })}>
      {words('retire')}
    </LinkButton>
  )
}
