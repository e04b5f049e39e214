import {
  keepStep,
  readSetupStep,
  type SetupAnswers,
  setupSteps,
  type TypedStep,
} from '@claviger/core/catalog/read-setup'
import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import type { FieldsWrong } from '@claviger/core/kernel/fields'
import { readChoice } from '@claviger/core/kernel/fields'
import { checkSetupKey, type SetupKeyRefusal } from '@claviger/core/teams/setup-key'
import type { Tx } from '../db/unit-of-work.ts'
import { lockSetup, saveSetupAnswer } from '../teams/setup-store.ts'
import { keyHash } from './setup-key-hash.ts'

export interface SaveSetupStep {
  readonly key: string
  readonly step: string
  readonly typed: TypedStep
}

/** Keeps one answered step of the first run, so that a reload, or another day, goes on where this ended. */
export async function saveSetupStep(
  tx: Tx,
  request: SaveSetupStep,
): Promise<Decision<'saved', FieldsWrong | SetupKeyRefusal>> {
  const setup = await lockSetup(tx)
  const open = checkSetupKey(setup, keyHash(request.key), tx.now)
  if (!open.ok) return open
  const step = readChoice(request.step, setupSteps)
  if (!step.ok) return refuse('fields_wrong', { fields: [{ ...step.refusal, field: 'step' }] })
  const read = readSetupStep(step.plan, request.typed, setup.answers as SetupAnswers)
  if (!read.ok) return read
  await saveSetupAnswer(tx, step.plan, keepStep(step.plan, request.typed))
  return accept('saved')
}
