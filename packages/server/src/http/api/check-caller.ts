import type { TokenActor } from '@claviger/core/teams/actor'
import type { Application } from '../../application.ts'
import { minuteCount } from '../minute-count.ts'
import type { ApiAnswer } from './api-route.ts'
import { invalidToken, problem } from './refused.ts'

/** Who calls, with the key they showed; or what to answer instead. */
export type Caller =
  | { readonly ok: true; readonly actor: TokenActor; readonly key: string }
  | { readonly ok: false; readonly answer: ApiAnswer }

/** What is answered within a minute: wrong keys of one source, calls of one token. */
export interface ApiLimits {
  readonly wrongKeys: number
  readonly calls: number
}

/** More than any client that works as it should comes near to. */
export const limits: ApiLimits = { wrongKeys: 600, calls: 12_000 }

/** Asks every call who it is, in the order clients know: key, customer, whether they belong together. */
export function callerCheck(
  { access, clock }: Pick<Application, 'access' | 'clock'>,
  most: ApiLimits = limits,
) {
  const [wrong, calls] = [minuteCount(clock), minuteCount(clock)]
  return async (headers: Headers, source: string): Promise<Caller> => {
    const key = headers.get('x-api-key')
    if (!key) return turned(401, 'MISSING_TOKEN_HEADER', 'X-Api-Key header is required')
    const customer = headers.get('x-customer-code')
    if (!customer) return turned(401, 'MISSING_CUSTOMER_HEADER', 'X-Customer-Code header is required')
    if (wrong.of(source) >= most.wrongKeys) return wait(wrong.secondsLeft())
    const caller = await access.actorOfToken(key, customer)
    if (caller.kind === 'unknown') {
      wrong.count(source)
      return { ok: false, answer: invalidToken() }
    }
    if (caller.kind === 'off') return turned(403, 'API_DISABLED', 'The API is turned off for this customer')
    calls.count(caller.actor.tokenId)
    if (calls.of(caller.actor.tokenId) > most.calls) return wait(calls.secondsLeft())
    return { ok: true, actor: caller.actor, key }
  }
}

function turned(status: number, code: string, description: string): Caller {
  return { ok: false, answer: problem(status, code, description) }
}

function wait(seconds: number): Caller {
  const words = `Too many calls within a minute; try again in ${seconds} seconds`
  return { ok: false, answer: problem(429, 'TOO_MANY_REQUESTS', words, { 'Retry-After': String(seconds) }) }
}
