import type { Verdict } from '@claviger/core/activation/verdict'
import { type Shape, StatusChip, type Tone } from '../ui/status-chip.tsx'

export type VerdictKind = Verdict['kind']

const looks: Readonly<Record<VerdictKind, { shape: Shape; tone: Tone }>> = {
  valid: { shape: 'dot', tone: 'ok' },
  grace: { shape: 'hourglass', tone: 'warn' },
  fallback: { shape: 'anchor', tone: 'info' },
  expired: { shape: 'cross', tone: 'danger' },
  'not-yet': { shape: 'clock', tone: 'warn' },
  'other-product': { shape: 'cross', tone: 'danger' },
  revoked: { shape: 'arrow-back', tone: 'danger' },
  tampered: { shape: 'cross', tone: 'danger' },
  unreadable: { shape: 'question', tone: 'danger' },
  'update-the-application': { shape: 'question', tone: 'warn' },
}

/** A verdict by the name it has in the SDK, so that what stands here can be compared with what a program prints. */
export function VerdictChip({ kind }: { kind: VerdictKind }) {
  return (
    <StatusChip {...looks[kind]}>
      <code>{kind}</code>
    </StatusChip>
  )
}
