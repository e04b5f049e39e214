import {
  readSetupStep,
  type SetupAnswers,
  type SetupStep,
  setupSteps,
  stepToShow,
  type TypedStep,
} from '@claviger/core/catalog/read-setup'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { guessVendor, type VendorGuess } from '@claviger/core/teams/guess-vendor'
import { checkSetupKey, type SetupKeyRefusal } from '@claviger/core/teams/setup-key'
import type { Read } from '../db/unit-of-work.ts'
import { loadSetup } from '../teams/setup-store.ts'
import { keyHash } from './setup-key-hash.ts'

/** The first run as far as it has come. */
export interface SetupPage {
  readonly step: SetupStep
  readonly answered: readonly SetupStep[]
  readonly answers: SetupAnswers
  /** What the browser lets us suppose; for the fields nobody has answered yet. */
  readonly guess: VendorGuess
}

export interface SetupQuery {
  readonly key: string
  /** A step to go back to; nothing: the first one not answered. */
  readonly step: string | null
  readonly acceptLanguage: string
}

/** Shows the first run to whoever has its key. Looking spends nothing. */
export async function setupPage(
  read: Read,
  query: SetupQuery,
): Promise<Decision<SetupPage, SetupKeyRefusal>> {
  const setup = await loadSetup(read)
  const open = checkSetupKey(setup, keyHash(query.key), read.now)
  if (!open.ok) return open
  const answers = setup.answers as SetupAnswers
  const answered = setupSteps.filter((step) => holds(step, answers[step], answers))
  const asked = setupSteps.find((step) => step === query.step)
  const reached = setupSteps.indexOf(stepToShow(answers))
  const step = asked && setupSteps.indexOf(asked) <= reached ? asked : (setupSteps[reached] ?? 'you')
  return accept({ step, answered, answers, guess: guessVendor(query.acceptLanguage) })
}

function holds(step: SetupStep, typed: TypedStep | undefined, answers: SetupAnswers): boolean {
  return typed !== undefined && readSetupStep(step, typed, answers).ok
}
