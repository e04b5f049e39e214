import { verifyWith } from '@claviger/core/activation/verify-with'
import { describe, expect, test } from 'vitest'
import {
  currentKid,
  keysShown,
  noticeOf,
  openKeyStory,
  owner,
  rotate,
  verdictOf,
} from '../testing/key-story.ts'
import { isGenuine, signed } from '../testing/keys.ts'
import { planOf } from '../testing/story.ts'
import { makeKeyPair } from './key-pair.ts'
import { retireKey } from './retire-key.ts'
import { rotateKey } from './rotate-key.ts'

const place = openKeyStory()

describe('changing the signing key (O-43)', () => {
  test('a product that knows only the root accepts codes from before and after, however often it changed', async () => {
    const texts = [await signed(place.story)]
    for (let times = 0; times < 3; times++) {
      place.story.pass({ days: 1 })
      await rotate(place.story)
      texts.push(await signed(place.story, { serial: times + 2 }))
    }
    for (const text of texts) expect((await verdictOf(place.story, text)).kind).toBe('valid')
    expect((await keysShown(place.story)).keys.map((key) => key.state)).toEqual([
      'current',
      'replaced',
      'replaced',
      'replaced',
    ])
  })

  test('a form sent twice changes the key once', async () => {
    const replaces = await currentKid(place.story)
    const first = planOf(await place.story.write(owner, rotateKey, { replaces }))
    expect(planOf(await place.story.write(owner, rotateKey, { replaces }))).toEqual(first)
    expect((await keysShown(place.story)).keys).toHaveLength(2)
  })

  test('two who press at once change the key once', async () => {
    const replaces = await currentKid(place.story)
    const both = await Promise.all([1, 2, 3, 4].map(() => place.story.write(owner, rotateKey, { replaces })))
    expect(new Set(both.map((one) => planOf(one).kid)).size).toBe(1)
    expect((await keysShown(place.story)).keys).toHaveLength(2)
  })

  test('codes of a retired key fail from the moment stated, for whoever has heard of it', async () => {
    const leaked = await currentKid(place.story)
    const old = await signed(place.story)
    await rotate(place.story)
    planOf(await place.story.write(owner, retireKey, { kid: leaked, at: '2026-11-10' }))
    const fresh = await signed(place.story)

    expect((await verdictOf(place.story, old, await noticeOf(place.story))).kind).toBe('valid')
    place.story.pass({ days: 8 })
    expect(await verdictOf(place.story, old, await noticeOf(place.story))).toMatchObject({
      ...{ kind: 'revoked', reason: 'key-retired', at: Date.parse('2026-11-10T00:00Z') / 1000 },
    })
    expect((await verdictOf(place.story, old)).kind).toBe('valid')
    expect((await verdictOf(place.story, fresh, await noticeOf(place.story))).kind).toBe('valid')
  })

  test('retiring the key that signs lets another sign first', async () => {
    const leaked = await currentKid(place.story)
    planOf(await place.story.write(owner, retireKey, { kid: leaked, at: '' }))
    expect((await keysShown(place.story)).keys.map(({ kid, state }) => [kid === leaked, state])).toEqual([
      [false, 'current'],
      [true, 'retired'],
    ])
    expect((await verdictOf(place.story, await signed(place.story), await noticeOf(place.story))).kind).toBe(
      'valid',
    )
  })

  test('the notice names every retired key, and one that is not from the root is not believed', async () => {
    const [first, second] = [await currentKid(place.story), await rotate(place.story)]
    planOf(await place.story.write(owner, retireKey, { kid: first, at: '' }))
    planOf(await place.story.write(owner, retireKey, { kid: second, at: '' }))
    const text = String(await noticeOf(place.story))
    const named = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString())
    expect(Object.keys(named.keys).sort()).toEqual([first, second].sort())
    const forged = `${text.slice(0, -8)}AAAAAAAA`
    expect((await verdictOf(place.story, await signed(place.story), forged)).kind).toBe('valid')
  })

  test('a document that names one key and carries the statement of another fails', async () => {
    const first = await signed(place.story)
    await rotate(place.story)
    const second = await signed(place.story)
    const [header = '', payload, signature] = jwsOf(first).split('.')
    const other = JSON.parse(Buffer.from(jwsOf(second).split('.')[0] ?? '', 'base64url').toString())
    const own = JSON.parse(Buffer.from(header, 'base64url').toString())
    for (const kid of [other.kid, '', '../1', 'unknown0']) {
      const swapped = Buffer.from(JSON.stringify({ ...own, kid })).toString('base64url')
      expect((await verdictOf(place.story, `${swapped}.${payload}.${signature}`)).kind).toBe('tampered')
    }
    const borrowed = Buffer.from(JSON.stringify({ ...own, key: other.key, kid: other.kid })).toString(
      'base64url',
    )
    expect((await verdictOf(place.story, `${borrowed}.${payload}.${signature}`)).kind).toBe('tampered')
  })

  test('an installation with another root is answered by "update the application", not by "forged"', async () => {
    const text = await signed(place.story)
    const verdict = verifyWith(isGenuine, text, {
      ...{ rootKeys: [makeKeyPair().publicKey], product: 'LOOM', now: place.story.now() },
    })
    expect(verdict).toEqual({ kind: 'update-the-application', reason: 'unknown-root' })
  })
})

const jwsOf = (text: string) => text.split('\n').slice(1).join('')
