import type { ApiAnswer } from './api/api-route.ts'
import { problem } from './api/refused.ts'
import { respond } from './api/respond.ts'
import { type PlainPage, plainPage } from './plain-page.ts'

/** Why a request gets no further, for people and for programs. */
export interface TurnedAway extends PlainPage {
  readonly code: string
}

/**
 * Answers without the console: JSON to whoever asks the API, a page to everybody else. Where a body was too long the
 * rest of it is not waited for, and nothing else may come over that connection.
 */
export async function turnAway(path: string, turned: TurnedAway): Promise<Response> {
  const answer = /^\/api(\/|$)/.test(path) ? respond(problemOf(turned)) : await plainPage(turned)
  if (turned.status === 413) answer.headers.set('Connection', 'close')
  return answer
}

function problemOf({ status, code, sentence, reference }: TurnedAway): ApiAnswer {
  return problem(status, code, reference ? `${sentence} Reference ${reference}.` : sentence)
}
