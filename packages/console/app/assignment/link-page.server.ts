import { formatFor } from '../words/format.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Here } from './place.server.ts'

type Invitation = Extract<Awaited<ReturnType<Here['app']['views']['invitationPage']>>, { ok: true }>['plan']

/** A link as its page shows it. */
export function linkShown(link: Invitation, { place, publicOrigin }: Pick<Here, 'place' | 'publicOrigin'>) {
  const address = `${publicOrigin}/i/${link.token}`
  return {
    ...link,
    address,
    createdAt: link.createdAt.toISOString(),
    undoUntil: link.undoUntil?.toISOString() ?? null,
    takers: link.takers.map((taker) => ({
      ...taker,
      takenAt: taker.takenAt.toISOString(),
      endedAt: taker.endedAt?.toISOString() ?? null,
    })),
    asked: link.asked.map((one) => ({ ...one, at: one.at.toISOString() })),
    message: messageFor(link, address, place),
  }
}

/** How far the licenses of a link have got; nothing while nobody has taken one. */
export async function loadLinkProgress({ app, actor, scope }: Here, link: Invitation) {
  const places = link.cap ?? link.taken + link.freeSeats
  const meant = { ...scope, link: { id: link.id, places } }
  const found = link.taken === 0 ? null : await app.views.handOutProgress(actor, meant)
  return found?.ok ? found.plan : null
}

/** Some lines to go with the address, in the language of the organization's people, not of its administrator. */
function messageFor(
  { product, endsOn, domains }: Invitation,
  address: string,
  place: Here['place'],
): { text: string; locale: string } {
  const { locale, name } = place
  const say = serverWords(locale).getFixedT(locale, 'assignment')
  const format = formatFor({ locale, timeZone: 'UTC', now: `${place.today}T00:00:00Z` })
  const lines = [
    say('message_take', { organization: name, product: product.name }),
    address,
    domains.length > 0 && say('message_domains', { domains: format.list(domains) }),
    endsOn && say('message_until', { date: format.date(endsOn, 'long') }),
  ]
  return { text: lines.filter(Boolean).join('\n'), locale }
}
