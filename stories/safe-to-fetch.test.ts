import { expect, test } from 'vitest'
import { dump } from '../packages/server/src/testing/story.ts'
import { askFirst } from './asked-first.ts'
import { openHouse } from './house.ts'
import { sendRaw } from './raw-request.ts'
import {
  employ,
  foundVendor,
  handOut,
  ines,
  makeLink,
  orderAtShop,
  planOf,
  releaseOrders,
  winCustomer,
} from './town.ts'

const place = openHouse()

const scanner = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x64) HeadlessChrome/140.0 SafeLinks' }

/** The path of every link in every letter of the house. */
async function mailedPaths(): Promise<Set<string>> {
  const letters = await place.house.mail.letters('')
  const links = letters.flatMap(({ text, html }) => `${text} ${html}`.match(/https?:\/\/[^\s"<>]+/g) ?? [])
  return new Set(
    links
      .filter((link) => link.startsWith(place.house.origin))
      .map((link) => link.slice(place.house.origin.length)),
  )
}

test('a scanner that opens every mailed link, again and again, changes nothing and gets no session (O-07)', async () => {
  const { house } = place
  await foundVendor(house)
  await orderAtShop(house, { email: 'm.adler@kelso.example', company: 'Kelso', quantity: '2' })
  await releaseOrders(house, 'at_once')
  await orderAtShop(house, { email: 'm.adler@kelso.example', company: 'Kelso', quantity: '3' })
  const customer = await winCustomer(house, 10)
  const invited = { email: 'pekka.l@harrowvale.example', name: 'Pekka', role: 'administrator' }
  await employ(house, customer, invited)
  await handOut(house, customer, 'amaya@harrowvale.example')
  await askFirst(house, customer, 'amaya@harrowvale.example')
  const { path: invitation } = await makeLink(house, customer, { cap: '2' })
  const { path: signIn } = planOf(await house.app.access.makeSignInLink(ines))
  await house.actor(ines)

  const paths = [...(await mailedPaths()), invitation, signIn]
  expect(paths.map((path) => path.split('/')[1])).toEqual(
    expect.arrayContaining(['a', 'claim', 'i', 'keep', 'o', 'order', 'role', 'signin']),
  )
  const before = await dump(house)
  for (const path of paths)
    for (const method of ['HEAD', 'GET', 'GET']) {
      const answer = await sendRaw(house.origin, { method, path, headers: scanner })
      expect(answer.status, `${method} ${path}`).toBeLessThan(500)
      expect(answer.headers['set-cookie'] ?? [], `${method} ${path}`).not.toContainEqual(
        expect.stringContaining('claviger_session'),
      )
    }
  expect(await dump(house)).toEqual(before)
})

test.for([
  { Host: 'evil.test' },
  { 'X-Forwarded-Host': 'evil.test' },
  { Forwarded: 'host=evil.test' },
  { Host: 'localhost:443@evil.test' },
])('a letter asked for under %o links to the configured address only (O-35)', async (headers) => {
  const { house } = place
  const address = `somebody.${Object.keys(headers)[0]?.toLowerCase()}@kelso.example`
  const body = new URLSearchParams({ address }).toString()
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const answer = await sendRaw(house.origin, {
    ...{ method: 'POST', path: '/signin', body },
    headers: { ...form, ...headers },
  })
  const letters = await house.mail.letters(address)
  expect([400, 421].includes(answer.status) || letters.length > 0, `answered ${answer.status}`).toBe(true)
  expect(JSON.stringify([answer.headers, answer.text])).not.toContain('evil.test')
  expect(JSON.stringify(letters)).not.toContain('evil.test')
})
