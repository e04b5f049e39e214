import { verifyWith } from '@claviger/core/activation/verify-with'
import { type AccountActor, anonymous, operator, system } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { vendorFrame } from '../teams/frame-views.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { isGenuine, rootKeyOf, signed, withKeys } from '../testing/keys.ts'
import { dump, openStory, planOf, refusalOf, type Story, visitor } from '../testing/story.ts'
import { backUpKeys } from './back-up-keys.ts'
import { ensureKeys } from './ensure-keys.ts'
import { installKey } from './install-key.ts'
import { certify } from './key-certify.ts'
import { CannotOpenKeys, openKeys } from './key-file.ts'
import { makeKeyPair } from './key-pair.ts'
import { keySet, keysPage } from './keys-views.ts'
import { requestKey } from './request-key.ts'
import { restoreKeys } from './restore-keys.ts'
import { retireKey } from './retire-key.ts'
import { rotateKey } from './rotate-key.ts'
import { loadRetiredNotice } from './signer.ts'
import { takeRootOffline } from './take-root-offline.ts'

let database: TestDatabase
let story: Story

beforeEach(async () => {
  database = await freshDatabase()
  story = await withKeys(await openStory(database.connection))
})
afterEach(async () => {
  await story.close()
  await database.drop()
})

const owner: AccountActor = { ...visitor('maud@fenwick.example', 'Maud Fenwick'), staff: 'owner' }
const clerk: AccountActor = { ...visitor('ravi@fenwick.example', 'Ravi Menon'), staff: 'staff' }
const phrase = { passphrase: 'nine brass bobbins', again: 'nine brass bobbins' }

const page = async () => planOf(await story.read(owner, keysPage, {}))
const currentKid = async () => (await page()).keys.find((key) => key.state === 'current')?.kid ?? ''
const rotate = async () => planOf(await story.write(owner, rotateKey, { replaces: await currentKid() })).kid
const notice = () => story.read(operator, loadRetiredNotice, {})

/** What a product in the field that knows only the root concludes. */
async function verdictOf(text: string, retired?: string | null) {
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

describe('the keys of an installation', () => {
  test('are made once, however many processes start at the same moment', async () => {
    const other = await freshDatabase()
    const starting = await openStory(other.connection)
    await Promise.all(Array.from({ length: 8 }, () => starting.write(system, ensureKeys, {})))
    const made = await sql<{ role: string }>`select role from signing_key order by role`.execute(
      starting.database.db,
    )
    expect(made.rows.map(({ role }) => role)).toEqual(['root', 'signing'])
    await starting.close()
    await other.drop()
  })

  test('are for the vendor to see and change, and only for its owners', async () => {
    const acts = [
      () => story.write(clerk, rotateKey, { replaces: '' }),
      () => story.write(clerk, retireKey, { kid: '', at: '' }),
      () => story.write(clerk, backUpKeys, phrase),
      () => story.write(clerk, takeRootOffline, {}),
      () => story.write(clerk, requestKey, {}),
      () => story.write(clerk, installKey, { statement: '' }),
      () => story.write(clerk, restoreKeys, { keys: [] }),
      () => story.read(clerk, keysPage, {}),
    ]
    const before = await dump(story)
    for (const act of acts) expect(refusalOf(await act()).code).toBe('not_allowed')
    expect(await dump(story)).toEqual(before)
  })

  test('show everybody their public halves and nobody a private one', async () => {
    const shown = JSON.stringify([await story.read(anonymous, keySet, {}), await page()])
    const kept = await sql<{ private_key: string }>`select private_key from signing_key`.execute(
      story.database.db,
    )
    expect(kept.rows).toHaveLength(2)
    for (const { private_key } of kept.rows) expect(shown).not.toContain(private_key)
  })

  test('leave no private half in the record of what happened', async () => {
    await rotate()
    planOf(await story.write(owner, backUpKeys, phrase))
    const { event } = await dump(story)
    const keys = await sql<{ private_key: string }>`select private_key from signing_key`.execute(
      story.database.db,
    )
    for (const { private_key } of keys.rows) expect(JSON.stringify(event)).not.toContain(private_key)
    expect(JSON.stringify(event)).not.toContain(phrase.passphrase)
  })
})

describe('changing the signing key (O-43)', () => {
  test('a product that knows only the root accepts codes from before and after, however often it changed', async () => {
    const texts = [await signed(story)]
    for (let times = 0; times < 3; times++) {
      story.pass({ days: 1 })
      await rotate()
      texts.push(await signed(story, { serial: times + 2 }))
    }
    for (const text of texts) expect((await verdictOf(text)).kind).toBe('valid')
    expect((await page()).keys.map((key) => key.state)).toEqual([
      'current',
      'replaced',
      'replaced',
      'replaced',
    ])
  })

  test('a form sent twice changes the key once', async () => {
    const replaces = await currentKid()
    const first = planOf(await story.write(owner, rotateKey, { replaces }))
    expect(planOf(await story.write(owner, rotateKey, { replaces }))).toEqual(first)
    expect((await page()).keys).toHaveLength(2)
  })

  test('two who press at once change the key once', async () => {
    const replaces = await currentKid()
    const both = await Promise.all([1, 2, 3, 4].map(() => story.write(owner, rotateKey, { replaces })))
    expect(new Set(both.map((one) => planOf(one).kid)).size).toBe(1)
    expect((await page()).keys).toHaveLength(2)
  })

  test('codes of a retired key fail from the moment stated, for whoever has heard of it', async () => {
    const leaked = await currentKid()
    const old = await signed(story)
    await rotate()
    planOf(await story.write(owner, retireKey, { kid: leaked, at: '2026-11-10' }))
    const fresh = await signed(story)

    expect((await verdictOf(old, await notice())).kind).toBe('valid')
    story.pass({ days: 8 })
    expect(await verdictOf(old, await notice())).toMatchObject({
      ...{ kind: 'revoked', reason: 'key-retired', at: Date.parse('2026-11-10T00:00Z') / 1000 },
    })
    expect((await verdictOf(old)).kind).toBe('valid')
    expect((await verdictOf(fresh, await notice())).kind).toBe('valid')
  })

  test('retiring the key that signs lets another sign first', async () => {
    const leaked = await currentKid()
    planOf(await story.write(owner, retireKey, { kid: leaked, at: '' }))
    expect((await page()).keys.map(({ kid, state }) => [kid === leaked, state])).toEqual([
      [false, 'current'],
      [true, 'retired'],
    ])
    expect((await verdictOf(await signed(story), await notice())).kind).toBe('valid')
  })

  test('the notice names every retired key, and one that is not from the root is not believed', async () => {
    const [first, second] = [await currentKid(), await rotate()]
    planOf(await story.write(owner, retireKey, { kid: first, at: '' }))
    planOf(await story.write(owner, retireKey, { kid: second, at: '' }))
    const text = String(await notice())
    const named = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString())
    expect(Object.keys(named.keys).sort()).toEqual([first, second].sort())
    const forged = `${text.slice(0, -8)}AAAAAAAA`
    expect((await verdictOf(await signed(story), forged)).kind).toBe('valid')
  })

  test('a document that names one key and carries the statement of another fails', async () => {
    const first = await signed(story)
    await rotate()
    const second = await signed(story)
    const [header = '', payload, signature] = jwsOf(first).split('.')
    const other = JSON.parse(Buffer.from(jwsOf(second).split('.')[0] ?? '', 'base64url').toString())
    const own = JSON.parse(Buffer.from(header, 'base64url').toString())
    for (const kid of [other.kid, '', '../1', 'unknown0']) {
      const swapped = Buffer.from(JSON.stringify({ ...own, kid })).toString('base64url')
      expect((await verdictOf(`${swapped}.${payload}.${signature}`)).kind).toBe('tampered')
    }
    const borrowed = Buffer.from(JSON.stringify({ ...own, key: other.key, kid: other.kid })).toString(
      'base64url',
    )
    expect((await verdictOf(`${borrowed}.${payload}.${signature}`)).kind).toBe('tampered')
  })

  test('an installation with another root is answered by "update the application", not by "forged"', async () => {
    const text = await signed(story)
    const verdict = verifyWith(isGenuine, text, {
      ...{ rootKeys: [makeKeyPair().publicKey], product: 'LOOM', now: story.now() },
    })
    expect(verdict).toEqual({ kind: 'update-the-application', reason: 'unknown-root' })
  })
})

describe('the root', () => {
  const rootFrom = async (text: string) =>
    (await openKeys(text, phrase.passphrase)).find((key) => key.role === 'root')?.privateKey ?? ''

  test('leaves only after a backup, and what needs it is refused from then on', async () => {
    expect(refusalOf(await story.write(owner, takeRootOffline, {})).code).toBe('root_not_backed_up')
    planOf(await story.write(owner, backUpKeys, phrase))
    planOf(await story.write(owner, takeRootOffline, {}))
    expect((await page()).root.here).toBe(false)
    const kid = await currentKid()
    expect(refusalOf(await story.write(owner, rotateKey, { replaces: kid })).code).toBe('root_offline')
    expect(refusalOf(await story.write(owner, retireKey, { kid, at: '' })).code).toBe('root_offline')
    expect(refusalOf(await story.write(owner, backUpKeys, phrase)).code).toBe('root_offline')
    expect(refusalOf(await story.write(owner, takeRootOffline, {})).code).toBe('root_offline')
    expect((await verdictOf(await signed(story))).kind).toBe('valid')
  })

  test('given for the moment it signs and is not kept; another one is refused', async () => {
    const { text } = planOf(await story.write(owner, backUpKeys, phrase))
    planOf(await story.write(owner, takeRootOffline, {}))
    const kid = await currentKid()
    const strange = makeKeyPair().privateKey
    expect(refusalOf(await story.write(operator, rotateKey, { replaces: kid, root: strange })).code).toBe(
      'root_of_another',
    )
    const root = await rootFrom(text)
    planOf(await story.write(operator, rotateKey, { replaces: kid, root }))
    planOf(await story.write(operator, retireKey, { kid, at: '', root }))
    expect((await page()).root.here).toBe(false)
    expect((await verdictOf(await signed(story), await notice())).kind).toBe('valid')
  })

  test('that never comes here signs for a key by a request that is carried to it', async () => {
    const { text } = planOf(await story.write(owner, backUpKeys, phrase))
    planOf(await story.write(owner, takeRootOffline, {}))
    const asked = planOf(await story.write(operator, requestKey, {}))
    expect(planOf(await story.write(operator, requestKey, {}))).toEqual(asked)
    const old = await signed(story)
    expect((await page()).keys.map((key) => key.state).sort()).toEqual(['asked_for', 'current'])

    const strange = certify(makeKeyPair().privateKey, asked.publicKey, story.now())
    expect(refusalOf(await story.write(operator, installKey, { statement: strange })).code).toBe(
      'statement_not_by_root',
    )
    const other = certify(await rootFrom(text), makeKeyPair().publicKey, story.now())
    expect(refusalOf(await story.write(operator, installKey, { statement: other })).code).toBe(
      'key_not_found',
    )

    const statement = certify(await rootFrom(text), asked.publicKey, story.now())
    const { kid } = planOf(await story.write(operator, installKey, { statement }))
    expect(planOf(await story.write(operator, installKey, { statement }))).toEqual({ kid })
    expect(await currentKid()).toBe(kid)
    for (const one of [old, await signed(story)]) expect((await verdictOf(one)).kind).toBe('valid')
  })

  test('its owner is asked for a backup on every page until there is one, and nobody else is', async () => {
    const asked = async (actor: AccountActor) => planOf(await story.read(actor, vendorFrame, {})).keysToBackUp
    expect([await asked(owner), await asked(clerk)]).toEqual([true, false])
    planOf(await story.write(owner, backUpKeys, phrase))
    expect(await asked(owner)).toBe(false)
  })
})

describe('a file of kept keys', () => {
  test('brings root and signing keys into a new installation, where old and new codes verify', async () => {
    const old = await signed(story)
    const retired = await currentKid()
    planOf(await story.write(owner, retireKey, { kid: retired, at: '2026-12-01' }))
    const { text } = planOf(await story.write(owner, backUpKeys, phrase))
    const root = await rootKeyOf(story)

    const place = await freshDatabase()
    const fresh = await withKeys(await openStory(place.connection))
    planOf(await fresh.write(operator, restoreKeys, { keys: await openKeys(text, phrase.passphrase) }))
    expect(await rootKeyOf(fresh)).toBe(root)
    expect((await verdictOf(await signed(fresh))).kind).toBe('valid')
    expect((await verdictOf(old)).kind).toBe('valid')
    expect(await fresh.read(operator, loadRetiredNotice, {})).not.toBeNull()
    await fresh.close()
    await place.drop()
  })

  test('brings the root back to its own installation and leaves the key that signs alone', async () => {
    const { text } = planOf(await story.write(owner, backUpKeys, phrase))
    const kid = await rotate()
    planOf(await story.write(owner, takeRootOffline, {}))
    planOf(await story.write(operator, restoreKeys, { keys: await openKeys(text, phrase.passphrase) }))
    expect((await page()).root.here).toBe(true)
    expect(await currentKid()).toBe(kid)
    expect((await page()).keys).toHaveLength(2)
  })

  test('opens with its passphrase alone, typed in either way a keyboard writes it', async () => {
    const typed = { passphrase: 'zwölf Spulen im Käse', again: 'zwölf Spulen im Käse' }
    const { text } = planOf(await story.write(owner, backUpKeys, typed))
    expect(await openKeys(text, typed.passphrase.normalize('NFD'))).toHaveLength(2)
    await expect(openKeys(text, 'zwölf Spulen im Kaese')).rejects.toThrow(/passphrase does not open/)
    await expect(openKeys(text.replace('"aes-', '"aes_'), typed.passphrase)).rejects.toThrow(CannotOpenKeys)
    await expect(
      openKeys(text.replace(/"madeAt": "2026/, '"madeAt": "2027'), typed.passphrase),
    ).rejects.toThrow(/or the file was changed/)
    await expect(openKeys('{"some":"thing"}', typed.passphrase)).rejects.toThrow(/not a file of kept keys/)
    expect(text).not.toContain(typed.passphrase)
  })

  test('is refused with a short passphrase or one typed differently, and then nothing counts as kept', async () => {
    for (const typed of [
      { passphrase: 'short', again: 'short' },
      { ...phrase, again: 'nine brass bobbin' },
    ])
      expect(refusalOf(await story.write(owner, backUpKeys, typed)).code).toBe('fields_wrong')
    expect((await page()).root.backedUpAt).toBeNull()
  })
})

const jwsOf = (text: string) => text.split('\n').slice(1).join('')
