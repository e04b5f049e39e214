import { anonymous, operator, system } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { assign } from '../testing/acts.ts'
import { freshDatabase } from '../testing/database.ts'
import {
  clerk,
  currentKid,
  keysShown,
  openKeyStory,
  owner,
  phrase,
  rotate,
  verdictOf,
} from '../testing/key-story.ts'
import { rootKeyOf, signed, withKeys } from '../testing/keys.ts'
import { dump, newCustomer, openStory, planOf, refusalOf } from '../testing/story.ts'
import { backUpKeys } from './back-up-keys.ts'
import { ensureKeys } from './ensure-keys.ts'
import { installKey } from './install-key.ts'
import { issueCodes } from './issue-codes.ts'
import { CannotOpenKeys, openKeys } from './key-file.ts'
import { keySet, keysPage } from './keys-views.ts'
import { requestKey } from './request-key.ts'
import { restoreKeys } from './restore-keys.ts'
import { retireKey } from './retire-key.ts'
import { rotateKey } from './rotate-key.ts'
import { loadRetiredNotice } from './signer.ts'
import { takeRootOffline } from './take-root-offline.ts'

const place = openKeyStory()

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
      () => place.story.write(clerk, rotateKey, { replaces: '' }),
      () => place.story.write(clerk, retireKey, { kid: '', at: '' }),
      () => place.story.write(clerk, backUpKeys, phrase),
      () => place.story.write(clerk, takeRootOffline, {}),
      () => place.story.write(clerk, requestKey, {}),
      () => place.story.write(clerk, installKey, { statement: '' }),
      () => place.story.write(clerk, restoreKeys, { keys: [] }),
      () => place.story.read(clerk, keysPage, {}),
    ]
    const before = await dump(place.story)
    for (const act of acts) expect(refusalOf(await act()).code).toBe('not_allowed')
    expect(await dump(place.story)).toEqual(before)
  })

  test('show everybody their public halves and nobody a private one', async () => {
    const shown = JSON.stringify([
      await place.story.read(anonymous, keySet, {}),
      await keysShown(place.story),
    ])
    const kept = await sql<{ private_key: string }>`select private_key from signing_key`.execute(
      place.story.database.db,
    )
    expect(kept.rows).toHaveLength(2)
    for (const { private_key } of kept.rows) expect(shown).not.toContain(private_key)
  })

  test('leave no private half in the record of what happened', async () => {
    await rotate(place.story)
    planOf(await place.story.write(owner, backUpKeys, phrase))
    const { event } = await dump(place.story)
    const keys = await sql<{ private_key: string }>`select private_key from signing_key`.execute(
      place.story.database.db,
    )
    for (const { private_key } of keys.rows) expect(JSON.stringify(event)).not.toContain(private_key)
    expect(JSON.stringify(event)).not.toContain(phrase.passphrase)
  })
})

describe('a file of kept keys', () => {
  test('brings root and signing keys into a new installation, where old and new codes verify', async () => {
    const old = await signed(place.story)
    const retired = await currentKid(place.story)
    planOf(await place.story.write(owner, retireKey, { kid: retired, at: '2026-12-01' }))
    const { text } = planOf(await place.story.write(owner, backUpKeys, phrase))
    const root = await rootKeyOf(place.story)

    const another = await freshDatabase()
    const fresh = await withKeys(await openStory(another.connection))
    planOf(await fresh.write(operator, restoreKeys, { keys: await openKeys(text, phrase.passphrase) }))
    expect(await rootKeyOf(fresh)).toBe(root)
    expect((await verdictOf(place.story, await signed(fresh))).kind).toBe('valid')
    expect((await verdictOf(place.story, old)).kind).toBe('valid')
    expect(await fresh.read(operator, loadRetiredNotice, {})).not.toBeNull()
    await fresh.close()
    await another.drop()
  })

  test('brings the root back to its own installation and leaves the key that signs alone', async () => {
    const { text } = planOf(await place.story.write(owner, backUpKeys, phrase))
    const kid = await rotate(place.story)
    planOf(await place.story.write(owner, takeRootOffline, {}))
    planOf(await place.story.write(operator, restoreKeys, { keys: await openKeys(text, phrase.passphrase) }))
    expect((await keysShown(place.story)).root.here).toBe(true)
    expect(await currentKid(place.story)).toBe(kid)
    expect((await keysShown(place.story)).keys).toHaveLength(2)
  })

  test('of another root is refused where somebody holds a code, and changes nothing', async () => {
    const { text } = planOf(await place.story.write(owner, backUpKeys, phrase))
    const keys = await openKeys(text, phrase.passphrase)
    const another = await freshDatabase()
    const busy = await withKeys(await openStory(another.connection))
    const customer = await newCustomer(busy, 2)
    await assign(busy, customer, 'juergen.voss@harrowvale.example')
    const held = await busy.database.db.selectFrom('assignment').select('id').executeTakeFirstOrThrow()
    const { organizationId } = customer
    const asked = { organizationId, assignmentIds: [held.id], cameBy: 'page', by: 'Ines' } as const
    await busy.write(operator, issueCodes, asked)
    const before = await dump(busy)
    const refusal = refusalOf(await busy.write(operator, restoreKeys, { keys }))
    expect(refusal).toMatchObject({ code: 'keys_in_use', documents: 1 })
    expect(await dump(busy)).toEqual(before)
    await busy.close()
    await another.drop()
  })

  test('opens with its passphrase alone, typed in either way a keyboard writes it', async () => {
    const typed = { passphrase: 'zwölf Spulen im Käse', again: 'zwölf Spulen im Käse' }
    const { text } = planOf(await place.story.write(owner, backUpKeys, typed))
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
      expect(refusalOf(await place.story.write(owner, backUpKeys, typed)).code).toBe('fields_wrong')
    expect((await keysShown(place.story)).root.backedUpAt).toBeNull()
  })
})
