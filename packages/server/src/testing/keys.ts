import { system } from '@claviger/core/teams/actor'
import { ensureKeys } from '../activation/ensure-keys.ts'
import { planOf, type Story } from './story.ts'

/** Gives the story its root and signing key, made at the story's own moment. */
export async function withKeys<Told extends Pick<Story, 'write'>>(story: Told): Promise<Told> {
  planOf(await story.write(system, ensureKeys, {}))
  return story
}
