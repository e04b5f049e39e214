import type activation from './en-US/activation.json'
import type activity from './en-US/activity.json'
import type assignment from './en-US/assignment.json'
import type catalog from './en-US/catalog.json'
import type common from './en-US/common.json'
import type dev from './en-US/dev.json'
import type doors from './en-US/doors.json'
import type keys from './en-US/keys.json'
import type letters from './en-US/letters.json'
import type licenses from './en-US/licenses.json'
import type lists from './en-US/lists.json'
import type mail from './en-US/mail.json'
import type me from './en-US/me.json'
import type people from './en-US/people.json'
import type pictures from './en-US/pictures.json'
import type purchasing from './en-US/purchasing.json'
import type refusals from './en-US/refusals.json'
import type requests from './en-US/requests.json'
import type teams from './en-US/teams.json'
import type tokens from './en-US/tokens.json'

/** The reference catalogs: a key exists when American English has it. */
export interface Catalogs {
  common: typeof common
  doors: typeof doors
  teams: typeof teams
  catalog: typeof catalog
  keys: typeof keys
  letters: typeof letters
  licenses: typeof licenses
  lists: typeof lists
  people: typeof people
  pictures: typeof pictures
  purchasing: typeof purchasing
  assignment: typeof assignment
  activation: typeof activation
  activity: typeof activity
  refusals: typeof refusals
  requests: typeof requests
  mail: typeof mail
  me: typeof me
  dev: typeof dev
  tokens: typeof tokens
}

export type Namespace = keyof Catalogs

type WithoutPlural<Key> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key

/** What may be asked for in a namespace; plural endings are chosen by the count. */
export type WordKey<N extends Namespace> = WithoutPlural<keyof Catalogs[N] & string>

export const namespaces: readonly Namespace[] = [
  'common',
  'doors',
  'teams',
  'catalog',
  'keys',
  'letters',
  'licenses',
  'lists',
  'people',
  'pictures',
  'purchasing',
  'assignment',
  'activation',
  'activity',
  'refusals',
  'requests',
  'mail',
  'me',
  'dev',
  'tokens',
]
