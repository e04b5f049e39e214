import { type DigestNews, digestOf } from '@claviger/core/assignment/plan-digest'
import { addDays } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { mailToOf } from '../teams/mail-to.ts'
import type { digestLetters } from './digest-letters.ts'
import {
  claimDigests,
  type DigestReader,
  type DueDigest,
  listDigestReaders,
  loadDigestNews,
} from './digest-store.ts'

/**
 * Tells administrators once a day, from eight in the morning where they are, what happened in their teams and what
 * waits there; nobody is written to when there is nothing. Takes a bounded number of organizations at a time; answers
 * how many.
 */
export async function sendDigests(
  tx: Tx,
  _request: Record<string, never>,
): Promise<Decision<{ readonly digests: number }, VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.mail')
  if (!door.ok) return door
  const due = await claimDigests(tx)
  if (due.length === 0) return accept({ digests: 0 })
  const news = await loadDigestNews(tx, due)
  const readers = await listDigestReaders(
    tx,
    due.map((one) => one.organizationId),
  )
  const places = new Map(due.map((one) => [one.organizationId, one]))
  const letters = readers.flatMap((reader) => {
    const place = places.get(reader.organizationId)
    return place ? letterTo(reader, place, news.get(reader.organizationId)) : []
  })
  await queueLetters<typeof digestLetters>(tx, letters)
  return accept({ digests: due.length })
}

function letterTo(
  reader: DigestReader,
  place: DueDigest,
  news: DigestNews | undefined,
): NewLetter<typeof digestLetters>[] {
  const teams = reader.teamIds.flatMap((id) => id ?? [])
  const digest = news && digestOf(news, teams.length < reader.teamIds.length ? 'all' : teams)
  if (!digest) return []
  const { organizationId, organization, slug, locale, from, day } = place
  return [
    {
      ...{ kind: 'daily_digest', organizationId, locale },
      to: { address: mailToOf(reader.address), name: reader.name },
      facts: { ...digest, organization, slug, from, through: addDays(day, -1) },
      dedupeKey: `digest:${organizationId}:${reader.personId}:${day}`,
    },
  ]
}
