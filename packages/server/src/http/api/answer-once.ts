import type { Refusal } from '@claviger/core/kernel/decision'
import type { TokenActor } from '@claviger/core/teams/actor'
import type { Application } from '../../application.ts'
import type { Tx } from '../../db/unit-of-work.ts'
import { type AnswerKey, claimAnswer, saveAnswer } from './answer-store.ts'
import type { ApiAnswer, ApiCall } from './api-route.ts'
import { problem, refusedAs } from './refused.ts'
import { answerSeal } from './seal-answer.ts'

/** One call that may write: who, with which key of theirs, and exactly what was sent. */
export interface Writing {
  readonly app: Pick<Application, 'operations' | 'inside'>
  readonly actor: TokenActor
  readonly token: string
  /** The caller's Idempotency-Key; none when they do not mind. */
  readonly idempotencyKey: string | null
  readonly request: readonly (string | Uint8Array)[]
}

/** What may stand in an Idempotency-Key. */
export const isIdempotencyKey = (text: string) => /^[\x20-\x7e]{1,200}$/.test(text)

/** The one write of a call: done once for each Idempotency-Key, and answered the same each time. */
export function writeOnce(writing: Writing): ApiCall<unknown, unknown, unknown>['write'] {
  let written = false
  return async (name, request, answer, refused = refusedAs) => {
    if (written) throw new Error(`a call writes once, and ${name} would be its second time`)
    written = true
    const kept = keeping(writing, answer as (plan: unknown) => ApiAnswer)
    const decision = await writing.app.inside(writing.actor, name, request, kept)
    return decision.ok ? decision.plan : refused(decision.refusal as Refusal)
  }
}

/** What surrounds an operation in its own transaction: taking the key before it, keeping the answer after it. */
function keeping(writing: Writing, answer: (plan: unknown) => ApiAnswer) {
  const { actor, token, idempotencyKey: key, request } = writing
  if (key === null) return { before: async () => null, after: async (_tx: Tx, plan: unknown) => answer(plan) }
  const place: AnswerKey = { organizationId: actor.organizationId, tokenId: actor.tokenId, key }
  const seal = answerSeal(token, actor.tokenId)
  const fingerprint = seal.fingerprint(request)
  return {
    async before(tx: Tx): Promise<ApiAnswer | null> {
      const kept = await claimAnswer(tx, place, fingerprint)
      if (kept === null) return null
      if (kept.fingerprint !== fingerprint) return reused()
      const told = JSON.parse(seal.open(kept.sealed)) as ApiAnswer
      return { ...told, headers: { ...told.headers, 'Idempotency-Replayed': 'true' } }
    },
    async after(tx: Tx, plan: unknown): Promise<ApiAnswer> {
      const given = answer(plan)
      await saveAnswer(tx, place, { status: given.status, sealed: seal.seal(JSON.stringify(given)) })
      return given
    },
  }
}

function reused(): ApiAnswer {
  const words = 'This Idempotency-Key came with another request, or before the token was rotated'
  return problem(422, 'IDEMPOTENCY_KEY_REUSED', words)
}
