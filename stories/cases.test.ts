import { beforeAll, describe, expect, test } from 'vitest'
import { dump } from '../packages/server/src/testing/story.ts'
import { type FullTown, fillTown } from './full-town.ts'
import { openHouse } from './house.ts'
import { sendRaw } from './raw-request.ts'
import { handOut, ines, makeLink, owner, planOf, winCustomer } from './town.ts'

const place = openHouse()
let town: FullTown

beforeAll(async () => {
  town = await fillTown(place.house)
})

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const noScripts = { scripts: false } as const

describe('an address with a sign that means something to programs', () => {
  const people = ['nova+tools@harrowvale.example', "o'brien@harrowvale.example", 'nova@harrowvale.example']

  test.each(people)(
    '%s goes through form, list, search, letter and link unharmed (O-10)',
    async (address) => {
      const { house } = place
      const customer = await winCustomer(house, 4, { company: `Kelso ${address}`, admin: ines })
      const admin = await house.visitor({}, ines)
      await admin.open(`/o/${customer.slug}/assign/one`)
      await admin.fill('E-mail', address)
      await admin.press('Assign 1 license')
      await admin.sees(/1 license assigned/)
      await handOut(house, customer, people.join('; '))
      for (const list of ['licenses', 'people']) {
        await admin.open(`/o/${customer.slug}/${list}?${new URLSearchParams({ q: address })}`)
        const rows = (await admin.page.getByRole('row').allInnerTexts()).join('\n')
        for (const one of people) expect(rows.includes(one), `${one} in ${list}`).toBe(one === address)
      }
      const path = await house.mail.link(address, /\/a\/[0-9a-z]+/)
      const person = await house.visitor({ ...noScripts, width: 360, height: 640 })
      await person.open(path)
      await person.press('Send code')
      await person.arrives('Type the code from your mail')
      await person.fill('Six-digit code', await house.mail.code(address))
      await person.press('Connect this license')
      await person.sees(`Sign in with ${address}.`)
    },
  )
})

describe('a link mangled on its way', () => {
  const doors = () => {
    const { links, claim, assigned, signIn, orders, offer } = town
    return { invitation: links.open.path, claim, assigned, signIn, order: orders.done.path, offer }
  }

  test.each(['invitation', 'claim', 'assigned', 'signIn', 'order', 'offer'] as const)(
    'the %s link works with what mail programs hang on to it, and says so when it is cut (O-13)',
    async (door) => {
      const path = doors()[door]
      const whole = await sendRaw(place.house.origin, { path })
      for (const tail of ['.', '>', ')', '%22', '%20', ',', '%2520']) {
        const answer = await sendRaw(place.house.origin, { path: path + tail })
        expect([answer.status, answer.headers.location], tail).toEqual([302, path])
      }
      expect(whole.status).toBeLessThan(400)
      const cut = await sendRaw(place.house.origin, { path: path.slice(0, -9) })
      expect([200, 404]).toContain(cut.status)
      expect(cut.text).toMatch(
        door === 'signIn' ? /no sign-in link at this address/ : /This link looks incomplete/,
      )
    },
  )
})

describe('a scanner that has opened a mailed link first', () => {
  const scanner = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x64) HeadlessChrome/140.0 SafeLinks' }

  async function scan(path: string): Promise<void> {
    for (const method of ['HEAD', 'GET', 'GET'])
      await sendRaw(place.house.origin, { method, path, headers: scanner })
    place.house.clock.advance({ minutes: 4 })
  }

  test('leaves an invitation to the person, with all its uses (O-07)', async () => {
    const { house } = place
    const customer = await winCustomer(house, 3, { company: 'North', admin: 'nora@north.example' })
    const { path } = await makeLink(house, customer, { cap: '2' })
    await scan(path)
    const person = await house.visitor(noScripts, 'li.ming@north.example')
    await person.open(path)
    await person.sees(/Taken: 0 of 2/)
    await person.press('Take the license')
    await person.arrives('Loomwright is yours to use')
  })

  test('leaves sign-in links, claims and offered roles to those they were sent to (O-07)', async () => {
    const { house } = place
    const { path: signIn } = planOf(await house.app.access.makeSignInLink(owner))
    await scan(signIn)
    const operator = await house.visitor(noScripts)
    await operator.open(signIn)
    await operator.press('Sign in')
    await operator.arrives('Today')

    const customer = await winCustomer(house, 3, { company: 'West', admin: 'wanda@west.example' })
    const offer = {
      organizationId: customer.organizationId,
      id: crypto.randomUUID(),
      email: 'vi@west.example',
    }
    const admin = await house.actor('wanda@west.example')
    planOf(await house.app.operations.offerRole(admin, { ...offer, role: 'viewer' }))
    const path = await house.mail.link('vi@west.example', /\/role\/[0-9a-z/-]+/)
    await scan(path)
    const viewer = await house.visitor(noScripts, 'vi@west.example')
    await viewer.open(path)
    await viewer.press('Accept the role')
    await viewer.arrives('West')
  })
})

describe('a forged host', () => {
  const forged = [
    { Host: 'evil.test' },
    { 'X-Forwarded-Host': 'evil.test' },
    { Forwarded: 'host=evil.test' },
    { Host: 'localhost:443@evil.test' },
  ]

  test.each(forged)(
    '%o reaches no letter, redirect or page, whichever form it is sent with (O-35)',
    async (headers) => {
      const { house } = place
      const { links, assigned, claim, lateClaim, orders } = town
      const posts = [
        ['/signin', 'address=host.test%40harrowvale.example'],
        [links.open.path, 'act=code&address=host.test2%40harrowvale.example'],
        [`${links.full.path}/ask`, 'address=host.test3%40harrowvale.example&note='],
        [assigned, ''],
        [claim, ''],
        [lateClaim, 'act=fresh'],
        [orders.done.path, ''],
        ['/language', 'locale=de&to=/buy'],
      ] as const
      for (const [path, body] of posts) {
        const answer = await sendRaw(house.origin, {
          method: 'POST',
          path,
          body,
          headers: { ...form, ...headers },
        })
        expect(answer.status, path).toBeLessThan(500)
        expect(JSON.stringify([answer.headers, answer.text]), path).not.toContain('evil.test')
      }
      expect(JSON.stringify(await house.mail.letters(''))).not.toContain('evil.test')
      const { letter = [] } = await dump(house)
      expect(letter.filter((row) => JSON.stringify(row).match(/https?:|evil\.test/))).toEqual([])
    },
  )
})

describe('asking for a code', () => {
  test('answers a known and an unknown address alike, to the letter (O-37)', async () => {
    const answers = []
    for (const address of [town.person, 'never.seen@harrowvale.example']) {
      for (const path of ['/signin', town.links.open.path]) {
        const body = new URLSearchParams({ address }).toString()
        const { status, headers, text } = await sendRaw(place.house.origin, {
          method: 'POST',
          path,
          body,
          headers: form,
        })
        const cookies = [headers['set-cookie'] ?? []].flat().map((one) => one.replace(/=[^;]*/, '=…'))
        const {
          date,
          'set-cookie': _,
          'content-security-policy': __,
          'x-request-id': ___,
          ...others
        } = headers
        answers.push([path, status, text.replaceAll(address, '…'), others, cookies])
      }
    }
    expect(answers.slice(0, 2)).toEqual(answers.slice(2))
  })
})

describe('what opens something', () => {
  test('stands in no event, no job, no page about its misuse and no log, and is covered where letters show (O-39)', async () => {
    const { house } = place
    const { links, claim, assigned, signIn, orders } = town
    const paths = [links.open.path, claim, assigned, signIn, orders.done.path, house.setupPath]
    const secrets = paths.map((path) => path.split(/[/=]/).at(-1) ?? '')
    const pages: string[] = []
    for (const secret of secrets)
      for (const path of [
        `/nowhere/${secret}`,
        `/me?license=${secret}`,
        `/vendor?api_key=${secret}`,
        `//i/${secret}`,
      ])
        pages.push(
          (await sendRaw(house.origin, { path, headers: { Authorization: `Bearer ${secret}` } })).text,
        )
    for (const path of ['/i/00000000000000000000000000', '/signin'])
      await sendRaw(house.origin, {
        ...{ method: 'POST', path, headers: form },
        body: `address=nobody&code=482913&note=${secrets.join('+')}%00`,
      })
    const { event, job, job_item, license_request } = await dump(house)
    const kept = JSON.stringify([event, job, job_item, license_request])
    for (const secret of secrets) {
      expect(kept.includes(secret), 'rows').toBe(false)
      expect(
        house.logged.some((line) => line.includes(secret)),
        'log',
      ).toBe(false)
    }
    expect(pages.filter((page) => /Stack|at file:/.test(page))).toEqual([])
  })
})
