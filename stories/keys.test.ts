import { readFile } from 'node:fs/promises'
import { operator } from '@claviger/core/teams/actor'
import { verifyLicenseSync } from '@claviger/sdk'
import { beforeAll, expect, test } from 'vitest'
import { openKeys } from '../packages/server/src/activation/key-file.ts'
import { signerOf } from '../packages/server/src/activation/signer.ts'
import { documentAt } from '../packages/server/src/testing/keys.ts'
import { openHouse } from './house.ts'
import { foundVendor, owner, planOf } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
const passphrase = 'nine brass bobbins'
const band = /Back up the signing key/

beforeAll(() => foundVendor(place.house))

/** Types the passphrase and keeps the file that comes. */
async function keep(visitor: Visitor): Promise<string> {
  await visitor.open('/vendor/keys')
  await visitor.fill('Passphrase for the file', passphrase)
  await visitor.fill('The same passphrase again', passphrase)
  const [file] = await Promise.all([
    visitor.page.waitForEvent('download'),
    visitor.press('Download the backup'),
  ])
  expect(file.suggestedFilename()).toMatch(/^claviger-keys-\d{4}-\d\d-\d\d\.json$/)
  return readFile(await file.path(), 'utf8')
}

/** A code signed by the key of this moment, and what a product that has pinned the root says of it. */
async function codeNow() {
  const { house } = place
  const key = await house.database.db
    .selectFrom('signing_key')
    .selectAll()
    .where('role', '=', 'signing')
    .where('current', '=', true)
    .executeTakeFirstOrThrow()
  const { kid, private_key, statement } = key
  const signer = signerOf({ kid, privateKey: String(private_key), statement: String(statement) })
  return signer.sign(documentAt(house.app.clock()))
}

test('an owner is asked for a backup on every page until one was downloaded', async () => {
  const { house } = place
  const visitor = await house.visitor({}, owner)
  await visitor.open('/vendor/products')
  await visitor.sees(band)
  await visitor.press('Back it up')
  await visitor.arrives('Signing keys')
  expect(await openKeys(await keep(visitor), passphrase)).toHaveLength(2)
  await expect.poll(() => visitor.page.getByText(band).count(), { timeout: 8000 }).toBe(0)
  await visitor.open('/vendor')
  expect(await visitor.page.getByText(band).count()).toBe(0)
})

test('without scripts the backup is downloaded too, and a slip of the keyboard is said at its field', async () => {
  const visitor = await place.house.visitor({ scripts: false }, owner)
  expect(await keep(visitor)).toContain('"claviger": "keys"')
  await visitor.open('/vendor/keys')
  await visitor.fill('Passphrase for the file', passphrase)
  await visitor.fill('The same passphrase again', 'nine brass bobbin')
  await visitor.press('Download the backup')
  await visitor.sees('The two passphrases differ. Type the same one twice.')
  expect(visitor.page.url()).not.toContain('bobbin')
})

test('the key is changed twice behind a review, and a product in the field accepts codes of all three (O-43)', async () => {
  const { house } = place
  const rootKey = (await house.app.views.keySet(operator, {})).root?.publicKey ?? ''
  const visitor = await house.visitor({}, owner)
  const codes = [await codeNow()]
  for (let times = 0; times < 2; times++) {
    await visitor.open('/vendor/keys')
    await visitor.press('Let a new key sign')
    await visitor.sees('Products in the field accept both and need no update.')
    await visitor.press('Let a new key sign')
    await visitor.sees(/A new key signs from now on/)
    codes.push(await codeNow())
  }
  const now = house.app.clock()
  const verdicts = codes.map((text) =>
    verifyLicenseSync(text, { rootKey, product: 'LOOM', release: '6.2', now }),
  )
  expect(verdicts.map(({ kind }) => kind)).toEqual(['valid', 'valid', 'valid'])
})

test('a leaked key is retired behind a review, and from then on its codes are refused by whoever asks the house', async () => {
  const { house } = place
  const leaked = await codeNow()
  const kid = planOf(await house.app.views.keysPage(operator, {})).keys.find(
    (key) => key.state === 'current',
  )?.kid
  const visitor = await house.visitor({}, owner)
  await visitor.open(`/vendor/keys/retire/${kid}`)
  await visitor.sees('It signs today, so another key takes its place first.')
  await visitor.press(`Retire key ${kid}`)
  await visitor.sees(/The key is retired/)

  const asked = async (file: string) => (await fetch(`${house.origin}/.well-known/claviger/${file}`)).json()
  const [{ x: rootKey }, { retired }] = [await asked('root.json'), await asked('keys.json')]
  const now = house.app.clock()
  const judged = (text: string) =>
    verifyLicenseSync(text, { rootKey, retired, product: 'LOOM', release: '6.2', now }).kind
  expect([judged(leaked), judged(await codeNow())]).toEqual(['revoked', 'valid'])
})

test('a root that has left is missed by the acts that need it, with the command that gives it', async () => {
  const visitor = await place.house.visitor({}, owner)
  await visitor.open('/vendor/keys')
  await visitor.press('Take the root key offline')
  await visitor.press('Take the root key offline')
  await visitor.sees('The root key has left this installation. Keep its file where this machine is not.')
  await visitor.open('/vendor/keys/rotate')
  await visitor.press('Let a new key sign')
  await visitor.sees('claviger keys rotate --root FILE')
  await visitor.findsNothingWrong()
})
