import type { Block, Letter, LetterWords } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'

/** What the maker of a link is told when somebody has taken a license by it. */
export interface LinkTakenFacts {
  /** The link's own name; may be empty. */
  readonly link: string
  readonly invitationId: string
  readonly organization: string
  /** For /o/…. */
  readonly slug: string
  readonly product: string
  /** Who took the last one: proved. */
  readonly address: string
  readonly taken: number
  readonly cap: number | null
  /** How many more can take one. */
  readonly left: number
}

/** What makers of links are told while their links are in use. */
export const linkLetters = {
  link_taken: (facts: LinkTakenFacts, w: LetterWords): Letter => {
    const { product, left: count } = facts
    const address = asIs(facts.address)
    return {
      subject: w('link_taken_subject', { address, product }),
      preheader: w('link_left', { count }),
      title: w('link_taken_title', { address, product, link: linkName(facts) }),
      blocks: [...stripOf(facts, w), { kind: 'paragraph', text: w('link_left', { count }) }],
      action: { label: w('see_link'), path: pathOf(facts) },
      ...endOf(facts, w),
    }
  },

  link_nearly_used: (facts: LinkTakenFacts, w: LetterWords): Letter => {
    const { organization, left: count } = facts
    const link = linkName(facts)
    return {
      subject: w('link_nearly_used_subject', { link }),
      preheader: w('link_left', { count }),
      title: w('link_nearly_used_title', { link, organization, count }),
      blocks: [...stripOf(facts, w), { kind: 'paragraph', text: w(whatToDo(facts)) }],
      action: { label: w('see_link'), path: pathOf(facts) },
      ...endOf(facts, w),
    }
  },
}

/** More seats help where the team is short of them; else the limit is what ends first. */
function whatToDo({ cap, taken, left }: LinkTakenFacts) {
  return cap !== null && cap - taken === left ? 'link_nearly_used_raise' : 'link_nearly_used_seats'
}

function stripOf({ taken, cap }: LinkTakenFacts, w: LetterWords): Block[] {
  if (cap === null) return []
  return [{ kind: 'seats', taken, total: cap, caption: w('link_taken_of', { count: cap, taken }) }]
}

function endOf(facts: LinkTakenFacts, w: LetterWords) {
  return {
    why: w('link_used_up_why', { link: linkName(facts) }),
    thread: `link-${facts.invitationId}`,
    switches: `/o/${facts.slug}/letters`,
  }
}

function pathOf({ slug, invitationId }: LinkTakenFacts): string {
  return `/o/${slug}/links/${invitationId}`
}

function linkName({ link, product }: LinkTakenFacts): string {
  return link || product
}
