import { problem } from './api/refused.ts'
import { respond } from './api/respond.ts'
import { type PlainPage, plainPage } from './plain-page.ts'

/** Why a request gets no further, for people and for programs. */
export interface TurnedAway extends PlainPage {
  readonly code: string
}

/** Answers without the console: JSON to whoever asks the API, a page to everybody else. */
export async function turnAway(path: string, turned: TurnedAway): Promise<Response> {
  if (!/^\/api(\/|$)/.test(path)) return plainPage(turned)
  const { status, code, sentence, reference } = turned
  return respond(problem(status, code, reference ? `${sentence} Reference ${reference}.` : sentence))
}
