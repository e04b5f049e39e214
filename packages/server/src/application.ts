import type { Actor } from '@claviger/core/teams/actor'
import type { Access } from './access/access.ts'
import type { Config } from './config.ts'
import type { Read, Tx } from './db/unit-of-work.ts'

/**
 * Everything the service can do and show, one line each. Pages, REST and the command line reach it through
 * `Application`; which of them offers what is their business.
 */
export const operations = {} as const

export const views = {} as const

type Bound<Functions, Door> = {
  readonly [Name in keyof Functions]: Functions[Name] extends (door: Door, request: infer Request) => infer Answer
    ? (actor: Actor, request: Request) => Answer
    : never
}

/** Operations and views bound to their transaction: call them with who acts and what is asked. */
export interface Application {
  readonly config: Config
  readonly operations: Bound<typeof operations, Tx>
  readonly views: Bound<typeof views, Read>
  readonly access: Access
  readonly clock: () => Date
}

export type Locale = 'en-US' | 'en-GB' | 'de'
export type Theme = 'light' | 'dark' | 'system'

/** What a page's loader and action get with every request. */
export interface RequestContext {
  readonly app: Application
  readonly actor: Actor
  readonly locale: Locale
  readonly theme: Theme
  /** Allows this answer's own scripts, and no others, in its Content-Security-Policy. */
  readonly nonce: string
  /** Where the request came from, for limits; never shown. */
  readonly source: string
  /** The configured public address, without a slash at the end: the only start of a link. */
  readonly publicOrigin: string
  /** Headers (cookies, mostly) the answer must carry. */
  readonly answerHeaders: Headers
}
