import { beforeAll, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { sendRaw } from './raw-request.ts'
import { foundVendor, handOut, ines, makeLink, planOf, winCustomer } from './town.ts'

const place = openHouse()

beforeAll(() => foundVendor(place.house))

const elsewhere = [
  '//evil.test',
  String.raw`/\evil.test`,
  String.raw`\evil.test`,
  'https://app.example.org.evil.test/',
  'javascript:alert(1)',
  '/%2F%2Fevil.test',
  '/\t/evil.test',
]

/** Signs in by a mailed code from the sign-in page with this way back; answers where the browser ends up. */
async function signInWayBack(address: string, to: string): Promise<string> {
  const visitor = await place.house.visitor({ scripts: false })
  await visitor.open(`/signin${to && `?to=${encodeURIComponent(to)}`}`)
  await visitor.fill('Your e-mail address', address)
  await visitor.press('Send code')
  await visitor.arrives('Type the code from your mail')
  await visitor.fill('Six-digit code', await place.house.mail.code(address))
  await visitor.press('Sign in')
  await visitor.page.waitForURL((url) => !url.pathname.startsWith('/signin'))
  return visitor.page.url().slice(place.house.origin.length)
}

test('after signing in, only a path of this site is followed; anything else lands on the start page (O-36)', async () => {
  const start = await signInWayBack('start@way.example', '')
  for (const [index, to] of elsewhere.entries())
    expect(await signInWayBack(`way${index}@way.example`, to), to).toBe(start)
  expect(await signInWayBack('good@way.example', '/me/profile?tab=people#x')).toBe('/me/profile?tab=people#x')
})

test('what opens something is in no line of the log, however talkative (O-39)', async () => {
  const { house } = place
  const customer = await winCustomer(house, 5)
  await handOut(house, customer, 'amaya@harrowvale.example')
  const { path: link } = await makeLink(house, customer)
  const { path: signIn } = planOf(await house.app.access.makeSignInLink(ines))
  await signInWayBack('code.in.log@way.example', '')
  const claim = await house.mail.link(ines, /\/claim\/[0-9a-z]+/)
  const letter = await house.mail.link('amaya@harrowvale.example', /\/a\/[0-9a-z]+/)
  const doors = [link, signIn, claim, letter, house.setupPath]
  const secrets = [
    ...doors.map((path) => path.split(/[/=]/).at(-1) ?? ''),
    await house.mail.code('code.in.log@way.example'),
  ]
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  for (const path of doors) {
    await sendRaw(house.origin, { path })
    await sendRaw(house.origin, {
      path,
      method: 'POST',
      headers: form,
      body: `address=&code=${secrets.at(-1)}`,
    })
  }
  for (const path of [`/?license=${secrets[0]}`, `/me?api_key=${secrets[0]}`, `/i/${secrets[0]}.data`])
    await sendRaw(house.origin, { path, headers: { Authorization: `Bearer ${secrets[0]}` } })
  expect(house.logged.length).toBeGreaterThan(20)
  for (const secret of secrets)
    expect(
      house.logged.filter((line) => line.includes(secret)),
      secret,
    ).toEqual([])
  expect(
    house.logged.filter((line) => line.includes('way.example')),
    'addresses',
  ).toEqual([])
})

test('a page whose address opens something tells other sites nothing about it (O-39)', async () => {
  const customer = await winCustomer(place.house, 1, { company: 'Kelso', admin: 'm.adler@kelso.example' })
  const { path } = await makeLink(place.house, customer)
  const { headers } = await sendRaw(place.house.origin, { path })
  expect(headers).toMatchObject({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' })
})

test('a form sent from another site is refused and changes nothing', async () => {
  const answer = await sendRaw(place.house.origin, {
    ...{ method: 'POST', path: '/signin', body: 'address=victim%40way.example' },
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://evil.test' },
  })
  expect(answer.status).toBe(403)
  expect(await place.house.mail.letters('victim@way.example')).toEqual([])
})

test('the scripts of a console page weigh at most 170 kB on the wire', async () => {
  const customer = await winCustomer(place.house, 3, { company: 'North', admin: 'nora@north.example' })
  const visitor = await place.house.visitor({}, 'nora@north.example')
  const sizes: number[] = []
  visitor.page.on('requestfinished', async (request) => {
    if (request.resourceType() === 'script') sizes.push((await request.sizes()).responseBodySize)
  })
  await visitor.page.goto(`/o/${customer.slug}/licenses`, { waitUntil: 'networkidle' })
  expect(sizes.length).toBeGreaterThan(0)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(170_000)
})
