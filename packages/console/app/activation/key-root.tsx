import type { KeysPage } from '@claviger/server/activation/keys-views'
import { CopyField } from '../ui/copy-field.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'
import { Fingerprint } from './fingerprint.tsx'

/** The key that products carry: what to copy, what to compare, and where its private half lies. */
export function KeyRoot({ root }: { root: KeysPage['root'] }) {
  const words = useWords('keys')
  return (
    <>
      <CopyField label={words('root_key')} value={root.publicKey} help={words('root_key_help')} />
      <KeyValue
        entries={[
          { key: words('name'), value: <code>{root.kid}</code> },
          { key: words('fingerprint'), value: <Fingerprint>{root.fingerprint}</Fingerprint> },
          { key: words('since'), value: <MomentText at={root.createdAt.toISOString()} /> },
          { key: words('kept'), value: words(root.here ? 'kept_here' : 'kept_elsewhere') },
          { key: words('backed_up'), value: <BackedUp at={root.backedUpAt} /> },
        ]}
      />
    </>
  )
}

function BackedUp({ at }: { at: Date | null }) {
  const words = useWords('keys')
  return at === null ? (
    <StatusChip shape="hourglass" tone="warn">
      {words('never_backed_up')}
    </StatusChip>
  ) : (
    <MomentText at={at.toISOString()} />
  )
}
