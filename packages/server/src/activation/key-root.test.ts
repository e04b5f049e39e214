import { type AccountActor, operator } from '@claviger/core/teams/actor'
import { describe, expect, test } from 'vitest'
import { vendorFrame } from '../teams/frame-views.ts'
import {
  clerk,
  currentKid,
  keysShown,
  noticeOf,
  openKeyStory,
  owner,
  phrase,
  verdictOf,
} from '../testing/key-story.ts'
import { signed } from '../testing/keys.ts'
import { planOf, refusalOf } from '../testing/story.ts'
import { backUpKeys } from './back-up-keys.ts'
import { installKey } from './install-key.ts'
import { certify } from './key-certify.ts'
import { openKeys } from './key-file.ts'
import { makeKeyPair } from './key-pair.ts'
import { requestKey } from './request-key.ts'
import { retireKey } from './retire-key.ts'
import { rotateKey } from './rotate-key.ts'
import { takeRootOffline } from './take-root-offline.ts'

const place = openKeyStory()

describe('the root', () => {
  const rootFrom = async (text: string) =>
    (await openKeys(text, phrase.passphrase)).find((key) => key.role === 'root')?.privateKey ?? ''

  test('leaves only after a backup, and what needs it is refused from then on', async () => {
    expect(refusalOf(await place.story.write(owner, takeRootOffline, {})).code).toBe('root_not_backed_up')
    planOf(await place.story.write(owner, backUpKeys, phrase))
    planOf(await place.story.write(owner, takeRootOffline, {}))
    expect((await keysShown(place.story)).root.here).toBe(false)
    const kid = await currentKid(place.story)
    expect(refusalOf(await place.story.write(owner, rotateKey, { replaces: kid })).code).toBe('root_offline')
    expect(refusalOf(await place.story.write(owner, retireKey, { kid, at: '' })).code).toBe('root_offline')
    expect(refusalOf(await place.story.write(owner, backUpKeys, phrase)).code).toBe('root_offline')
    expect(refusalOf(await place.story.write(owner, takeRootOffline, {})).code).toBe('root_offline')
    expect((await verdictOf(place.story, await signed(place.story))).kind).toBe('valid')
  })

  test('given for the moment it signs and is not kept; another one is refused', async () => {
    const { text } = planOf(await place.story.write(owner, backUpKeys, phrase))
    planOf(await place.story.write(owner, takeRootOffline, {}))
    const kid = await currentKid(place.story)
    const strange = makeKeyPair().privateKey
    expect(
      refusalOf(await place.story.write(operator, rotateKey, { replaces: kid, root: strange })).code,
    ).toBe('root_of_another')
    const root = await rootFrom(text)
    planOf(await place.story.write(operator, rotateKey, { replaces: kid, root }))
    planOf(await place.story.write(operator, retireKey, { kid, at: '', root }))
    expect((await keysShown(place.story)).root.here).toBe(false)
    expect((await verdictOf(place.story, await signed(place.story), await noticeOf(place.story))).kind).toBe(
      'valid',
    )
  })

  test('that never comes here signs for a key by a request that is carried to it', async () => {
    const { text } = planOf(await place.story.write(owner, backUpKeys, phrase))
    planOf(await place.story.write(owner, takeRootOffline, {}))
    const asked = planOf(await place.story.write(operator, requestKey, {}))
    expect(planOf(await place.story.write(operator, requestKey, {}))).toEqual(asked)
    const old = await signed(place.story)
    expect((await keysShown(place.story)).keys.map((key) => key.state).sort()).toEqual([
      'asked_for',
      'current',
    ])

    const strange = certify(makeKeyPair().privateKey, asked.publicKey, place.story.now())
    expect(refusalOf(await place.story.write(operator, installKey, { statement: strange })).code).toBe(
      'statement_not_by_root',
    )
    const other = certify(await rootFrom(text), makeKeyPair().publicKey, place.story.now())
    expect(refusalOf(await place.story.write(operator, installKey, { statement: other })).code).toBe(
      'key_not_found',
    )

    const statement = certify(await rootFrom(text), asked.publicKey, place.story.now())
    const { kid } = planOf(await place.story.write(operator, installKey, { statement }))
    expect(planOf(await place.story.write(operator, installKey, { statement }))).toEqual({ kid })
    expect(await currentKid(place.story)).toBe(kid)
    for (const one of [old, await signed(place.story)])
      expect((await verdictOf(place.story, one)).kind).toBe('valid')
  })

  test('its owner is asked for a backup on every page until there is one, and nobody else is', async () => {
    const asked = async (actor: AccountActor) =>
      planOf(await place.story.read(actor, vendorFrame, {})).keysToBackUp
    expect([await asked(owner), await asked(clerk)]).toEqual([true, false])
    planOf(await place.story.write(owner, backUpKeys, phrase))
    expect(await asked(owner)).toBe(false)
  })
})
