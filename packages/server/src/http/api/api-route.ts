import type { Refusal } from '@claviger/core/kernel/decision'
import type { TokenActor } from '@claviger/core/teams/actor'
import type { z } from 'zod'
import type { Application } from '../../application.ts'

type Operations = Application['operations']
type Answered<Name extends keyof Operations> = Awaited<ReturnType<Operations[Name]>>

/** What an operation answers when it does not refuse. */
export type PlanOf<Name extends keyof Operations> =
  Answered<Name> extends infer One
    ? One extends { readonly ok: true; readonly plan: infer Plan }
      ? Plan
      : never
    : never

/** What goes back: JSON, or zero bytes where there is no body. */
export interface ApiAnswer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** One call whose key, customer and shape are in order. */
export interface ApiCall<Params, Query, Body> {
  readonly app: Pick<Application, 'views' | 'config' | 'clock'>
  readonly actor: TokenActor
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** What was asked for, as it was sent: the path below the API's root, and the query without what no route reads. */
  readonly asked: { readonly path: string; readonly query: Readonly<Record<string, string>> }
  /** The whole address of a path below the API's root, from the configured public address alone. */
  readonly address: (path: string, query?: Readonly<Record<string, string>>) => string
  /**
   * Runs an operation once per `Idempotency-Key` and answers; the same key again is given the first answer. A refusal
   * is answered by `refused`, or as `refusedAs` (refused.ts) says it. A call writes once.
   */
  readonly write: <Name extends keyof Operations>(
    name: Name,
    request: Parameters<Operations[Name]>[1],
    answer: (plan: PlanOf<Name>) => ApiAnswer,
    refused?: (refusal: Refusal) => ApiAnswer,
  ) => Promise<ApiAnswer>
}

/** One of the answers a route may give, as its document says it. */
export interface AnswerShape {
  readonly description: string
  /** None where the answer has zero bytes. */
  readonly schema?: z.ZodType
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: z.ZodType }>>
}

/**
 * One method of one path below /api/v1: the schemas that read the request are the ones its document is made of. What
 * every route may answer besides (401, 429 and the like) is added where the routes are mounted.
 */
export interface ApiRoute<Params = unknown, Query = unknown, Body = unknown> {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** Such as '/customer/teams/{teamId}'. */
  readonly path: string
  /** Unique, in camelCase: its operationId, and its name in the client. */
  readonly id: string
  readonly group:
    | 'token'
    | 'licenses'
    | 'teams'
    | 'invitations'
    | 'requests'
    | 'people'
    | 'jobs'
    | 'events'
    | 'products'
  readonly summary: string
  readonly description?: string
  /** Part of the contract that clients of the JetBrains Account API know: in swagger.json, and lenient. */
  readonly dropIn: boolean
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  /** One that reads `undefined` too may be left out. */
  readonly body?: z.ZodType<Body>
  /** The most bytes of a body; 64 KB where nothing is said. */
  readonly longest?: number
  /** Answers a body that cannot be read, where a route has words of its own for it. */
  readonly unreadable?: (error: z.core.$ZodError, sent: unknown) => ApiAnswer
  readonly answers: Readonly<Record<number, AnswerShape>>
  readonly handle: (call: ApiCall<Params, Query, Body>) => Promise<ApiAnswer>
}

/** Ties a route's handler to its schemas; what comes out can be listed with others. */
export function apiRoute<Params, Query, Body>(route: ApiRoute<Params, Query, Body>): ApiRoute {
  return route as unknown as ApiRoute
}
