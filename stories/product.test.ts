import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { installLoomwright, type LoomwrightCopy, removeLoomwrights } from './loomwright.ts'
import { type Customer, foundVendor, handOut, ines, owner, planOf, winCustomer } from './town.ts'

const place = openHouse()
let customer: Customer

beforeAll(async () => {
  await foundVendor(place.house)
  const actor = await place.house.actor(owner)
  planOf(
    await place.house.app.operations.addRelease(actor, {
      code: 'LOOM',
      version: '6.1',
      releasedOn: '2025-11-10',
    }),
  )
  planOf(
    await place.house.app.operations.addRelease(actor, {
      code: 'LOOM',
      version: '6.4',
      releasedOn: '2026-11-20',
    }),
  )
  customer = await winCustomer(place.house, 25)
})
afterAll(removeLoomwrights)

/** Hands a license to this address and answers the code that the letter brings, as it stands there. */
async function mailedCode(address: string): Promise<string> {
  const { house } = place
  await handOut(house, customer, address)
  house.clock.advance({ minutes: 3 })
  await house.deliver()
  const [letter] = await house.mail.letters(address)
  if (!letter) throw new Error(`${address} got no letter`)
  return letter.text
}

/** Connects a copy as somebody at a browser does. */
async function connect(copy: LoomwrightCopy, address: string) {
  const { path, done } = await copy.connect()
  const visitor = await place.house.visitor({}, address)
  await visitor.open(path)
  await visitor.press('Connect Loomwright')
  await visitor.arrives(/is connected/)
  return { visitor, done: await done }
}

const twill = /░▒▓/

test('a license given by mail runs the product on a machine without a network', async () => {
  const code = await mailedCode('tomasz@harrowvale.example')
  const copy = await installLoomwright(place.house)
  const entered = await copy.run('activate --code -', { network: false, input: code })
  expect(entered).toMatchObject({
    code: 0,
    says: expect.stringContaining('licensed to tomasz@harrowvale.example'),
  })
  expect(await copy.run('weave', { network: false })).toMatchObject({
    code: 0,
    says: expect.stringMatching(twill),
  })
})

test('connected in the browser it runs; taken back it stops at its next check, names who did it, and the way to ask is pressed', async () => {
  const { house } = place
  const address = 'noor@harrowvale.example'
  await mailedCode(address)
  const copy = await installLoomwright(house)
  const { done } = await connect(copy, address)
  expect(done).toMatchObject({
    code: 0,
    says: expect.stringContaining('licensed to noor@harrowvale.example'),
  })
  expect(await copy.run('weave')).toMatchObject({ code: 0, says: expect.stringMatching(twill) })

  const admin = await house.visitor({}, ines)
  await admin.open(`/o/${customer.slug}/licenses?q=noor`)
  await admin.press(/^noor@harrowvale.example$/)
  await admin.sees(/last seen|Last seen/)
  await admin.press('Revoke')
  house.clock.advance({ days: 1, minutes: 5 })
  const refused = await copy.run('weave')
  expect(refused).toMatchObject({ code: 1, says: expect.stringContaining('taken back by Ines Okafor') })

  const [, ask = ''] = /https?:\/\/[^/]+(\/me\/\S+)/.exec(refused.says) ?? []
  const visitor = await house.visitor({}, address)
  await visitor.open(ask)
  await visitor.press('Ask for it back')
  await visitor.sees(/^Asked on /)
  await house.deliver()
  const asked = await house.mail.letters(ines)
  expect(asked.some(({ text }) => text.includes(address))).toBe(true)
})

test('after the paid time come the days of grace, then the kept release runs for good and a newer one says what to do', async () => {
  const code = await mailedCode('li.ming@harrowvale.example')
  const copy = await installLoomwright(place.house)
  await copy.run('activate --code -', { network: false, input: code })
  const on = (now: string, release = '6.5.0') => copy.run('weave', { network: false, now, release })
  expect(await on('2027-11-24T12:00:00Z')).toEqual({ code: 0, says: expect.not.stringContaining('ended') })
  const grace = await on('2027-11-28T12:00:00Z')
  expect(grace).toMatchObject({
    code: 0,
    says: expect.stringMatching(/Everything works until 1 December 2027[\s\S]*░▒▓/),
  })
  const newer = await on('2027-12-02T12:00:00Z')
  expect(newer).toMatchObject({
    code: 1,
    says: expect.stringMatching(/Release 6\.4 keeps running for good; renew for release 6\.5\./),
  })
  const kept = await on('2031-01-01T12:00:00Z', '6.4.9')
  expect(kept).toMatchObject({ code: 0, says: expect.not.stringContaining('ended') })
})

test('codes signed after two changes of the signing key are believed by a product that has never heard of it', async () => {
  const { house } = place
  const copy = await installLoomwright(house)
  for (const round of [1, 2]) {
    const actor = await house.actor(owner)
    const keys = planOf(await house.app.views.keysPage(actor, {}))
    const current = keys.keys.find(({ state }) => state === 'current')
    planOf(await house.app.operations.rotateKey(actor, { replaces: current?.kid ?? '' }))
    const code = await mailedCode(`after.change.${round}@harrowvale.example`)
    const entered = await copy.run('activate --code -', { network: false, input: code })
    expect(entered).toMatchObject({ code: 0, says: expect.stringContaining(`after.change.${round}@`) })
  }
})
