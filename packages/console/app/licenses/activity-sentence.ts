import type { Activity } from '@claviger/server/assignment/activity-views'

/** What a sentence about an entry is made of. */
export type Told = Pick<Activity, 'what' | 'person' | 'team' | 'link' | 'facts'>

type Facts = Readonly<Record<string, string | number>>

/** The catalogs an entry is told in. */
export interface ActivityWords {
  activity(key: string, facts?: Facts): string
  common(key: string): string
}

/** What happened, in one sentence of the reader's language; a kind without words is told by its name. */
export function activitySentence(told: Told, words: ActivityWords): string {
  const key = `what_${told.what}`
  const sentence = words.activity(key, factsOf(told, words))
  return sentence === key ? told.what.replaceAll('_', ' ') : sentence
}

function factsOf({ person, team, link, facts }: Told, words: ActivityWords): Facts {
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : '')
  const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : undefined)
  const count = number('count') ?? number('quantity')
  return {
    ...plain(facts),
    who: whoIn({ person, facts }, words),
    product: text('product') || text('productCode') || words.activity('a_license'),
    team: team?.name ?? '',
    link: link?.name || text('name') || words.activity('a_link'),
    machine: text('machine') || words.activity('a_machine'),
    role: text('role') && words.common(`role_${text('role')}`),
    ...(count !== undefined && { count }),
  }
}

/** Whom it was done to: by name and address, as they are called now. */
function whoIn({ person, facts }: Pick<Told, 'person' | 'facts'>, words: ActivityWords): string {
  const address = typeof facts.address === 'string' ? facts.address : (person?.address ?? '')
  if (person?.name && person.name !== address)
    return words.activity('name_and_address', { name: person.name, address })
  return address || words.activity('somebody')
}

function plain(facts: Told['facts']): Facts {
  const said = Object.entries(facts).filter(
    (fact): fact is [string, string | number] => typeof fact[1] === 'string' || typeof fact[1] === 'number',
  )
  return Object.fromEntries(said)
}
