import type { Verdict } from '@claviger/core/activation/verdict'
import { verifyWith } from '@claviger/core/activation/verify-with'
import { type AccountActor, operator } from '@claviger/core/teams/actor'
import { afterEach, beforeEach } from 'vitest'
import { keysPage } from '../activation/keys-views.ts'
import { rotateKey } from '../activation/rotate-key.ts'
import { loadRetiredNotice } from '../activation/signer.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { isGenuine, rootKeyOf, withKeys } from './keys.ts'
import { openStory, planOf, type Story, visitor } from './story.ts'

export const owner: AccountActor = { ...visitor('maud@fenwick.example', 'Maud Fenwick'), staff: 'owner' }
export const clerk: AccountActor = { ...visitor('ravi@fenwick.example', 'Ravi Menon'), staff: 'staff' }
export const phrase = { passphrase: 'nine brass bobbins', again: 'nine brass bobbins' }

/** A story about keys, opened anew for each test of the file. */
export function openKeyStory(): { readonly story: Story } {
  const opened: { story?: Story; database?: TestDatabase } = {}
  beforeEach(async () => {
    opened.database = await freshDatabase()
    opened.story = await withKeys(await openStory(opened.database.connection))
  })
  afterEach(async () => {
    await opened.story?.close()
    await opened.database?.drop()
  })
  return {
    get story() {
      if (!opened.story) throw new Error('a story is open only while a test runs')
      return opened.story
    },
  }
}

/** The page of keys as an owner sees it. */
export const keysShown = async (story: Story) => planOf(await story.read(owner, keysPage, {}))

/** The name of the key that signs. */
export async function currentKid(story: Story): Promise<string> {
  return (await keysShown(story)).keys.find((key) => key.state === 'current')?.kid ?? ''
}

/** Lets a new key sign and answers its name. */
export async function rotate(story: Story): Promise<string> {
  return planOf(await story.write(owner, rotateKey, { replaces: await currentKid(story) })).kid
}

/** What the root says of retired keys. */
export const noticeOf = (story: Story) => story.read(operator, loadRetiredNotice, {})

/** What a product in the field that knows only the root concludes. */
export async function verdictOf(story: Story, text: string, retired?: string | null): Promise<Verdict> {
  const rootKeys = [await rootKeyOf(story)]
  const known = retired ? { retired } : {}
  return verifyWith(isGenuine, text, {
    rootKeys,
    product: 'LOOM',
    release: '6.2',
    now: story.now(),
    ...known,
  })
}
