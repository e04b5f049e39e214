import { StatusChip } from '../ui/status-chip.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Bar } from './license-row.server.ts'

/** The one word a license is shown with. */
export type LicenseWord =
  | { readonly kind: 'free' | 'invited' | 'connected' | 'expired' }
  | { readonly kind: Bar }
  | { readonly kind: 'grace'; readonly daysLeft: number }
  | { readonly kind: 'on_fallback'; readonly version: string | null; readonly products: number }
  | { readonly kind: 'revoked'; readonly until: string }

/** A license's state: a shape, a word, a tint. */
export function LicenseChip({ word }: { word: LicenseWord }) {
  const words = useWords('licenses')
  const format = useFormat()
  switch (word.kind) {
    case 'connected':
      return <StatusChip {...{ shape: 'dot', tone: 'ok' }}>{words('status_connected')}</StatusChip>
    case 'invited':
      return <StatusChip {...{ shape: 'envelope', tone: 'warn' }}>{words('status_invited')}</StatusChip>
    case 'free':
      return <StatusChip {...{ shape: 'ring', tone: 'none' }}>{words('status_free')}</StatusChip>
    case 'expired':
      return <StatusChip {...{ shape: 'cross', tone: 'danger' }}>{words('status_expired')}</StatusChip>
    case 'license_server':
    case 'license_vault':
    case 'license_key':
      return <StatusChip {...{ shape: 'rack', tone: 'info' }}>{words(`status_${word.kind}`)}</StatusChip>
    case 'suspended':
      return <StatusChip {...{ shape: 'pause', tone: 'warn' }}>{words('status_suspended')}</StatusChip>
    case 'not_per_user':
      return <StatusChip {...{ shape: 'rack', tone: 'neutral' }}>{words('status_not_per_user')}</StatusChip>
    case 'grace':
      return (
        <StatusChip shape="hourglass" tone="warn">
          {words('status_grace', { count: word.daysLeft })}
        </StatusChip>
      )
    case 'on_fallback':
      return (
        <StatusChip shape="anchor" tone="info">
          {word.version === null
            ? words('status_on_fallback_many', { count: word.products })
            : words('status_on_fallback', { version: word.version })}
        </StatusChip>
      )
    case 'revoked':
      return (
        <StatusChip shape="arrow-back" tone="neutral">
          {words('status_revoked', { time: format.time(word.until) })}
        </StatusChip>
      )
  }
}
