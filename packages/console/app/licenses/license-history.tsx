import { Timeline } from '../ui/timeline.tsx'
import { useWords, type Words } from '../words/use-words.ts'
import type { ShownPanel } from './license-panel.server.ts'

type Entry = ShownPanel['history'][number]

const known = {
  license_assigned: 'event_license_assigned',
  license_imported: 'event_license_imported',
  license_taken: 'event_license_taken',
  license_connected: 'event_license_connected',
  license_revoked: 'event_license_revoked',
  license_returned: 'event_license_returned',
  assignment_undone: 'event_assignment_undone',
  revocation_undone: 'event_revocation_undone',
  license_moved: 'event_license_moved',
  move_undone: 'event_move_undone',
  license_freed_by_account_deletion: 'event_account_deleted',
  license_asked_back: 'event_license_asked_back',
  machine_connected: 'event_machine_connected',
  machine_released: 'event_machine_released',
  machine_signed_out: 'event_machine_signed_out',
} as const

/** What happened to one license, newest first, in words. */
export function LicenseHistory({ history }: { history: ShownPanel['history'] }) {
  const words = useWords('licenses')
  if (history.length === 0) return <p>{words('no_history')}</p>
  const entries = history.map((entry, index) => ({
    key: `${entry.at} ${index}`,
    at: entry.at,
    what: sentenceOf(entry, words),
    who: entry.by,
  }))
  return <Timeline entries={entries} />
}

function sentenceOf({ what, person, team, facts }: Entry, words: Words<'licenses'>): string {
  const address = typeof facts.address === 'string' ? facts.address : (person?.address ?? '')
  const who = person?.name ? words('name_and_address', { name: person.name, address }) : address
  const key = Object.entries(known).find(([event]) => event === what)?.[1]
  const machine =
    typeof facts.machine === 'string' && facts.machine ? facts.machine : words('unnamed_machine')
  return key
    ? words(key, { who, machine, team: team ?? '' })
    : words('event_unknown', { what: what.replaceAll('_', ' ') })
}
