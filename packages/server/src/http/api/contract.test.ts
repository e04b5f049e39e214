import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiCaller, type OpenApi, openApi } from '../../testing/account-api.ts'
import { freshDatabase, type TestDatabase } from '../../testing/database.ts'
import { type Customer, newCustomer, openStory, type Story } from '../../testing/story.ts'
import { limits } from './check-caller.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
let customer: Customer
let admin: ApiCaller

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  api = await openApi(story)
  customer = await newCustomer(story, 2)
  admin = await api.tokenFor(customer, { role: 'administrator' })
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

const missingToken = '{"code":"MISSING_TOKEN_HEADER","description":"X-Api-Key header is required"}'
const missingCustomer =
  '{"code":"MISSING_CUSTOMER_HEADER","description":"X-Customer-Code header is required"}'
const invalid = '{"code":"INVALID_TOKEN","description":"The token provided is invalid"}'
const missingField = '{"code":"MISSING_FIELD","description":"MISSING_FIELD"}'

describe('who calls', () => {
  test.each([
    ['neither header', () => ({}), missingToken],
    ['no key', () => ({ customer: admin.customer }), missingToken],
    ['an empty key', () => ({ ...admin, token: '' }), missingToken],
    ['no customer', () => ({ token: admin.token }), missingCustomer],
    ['an empty customer', () => ({ ...admin, customer: '' }), missingCustomer],
    ['an unknown key', () => ({ ...admin, token: 'a'.repeat(25) }), invalid],
    ['what is no key', () => ({ ...admin, token: '-- " {}' }), invalid],
    ['another customer', () => ({ ...admin, customer: 7654321 }), invalid],
    ['a customer that is no number', () => ({ ...admin, customer: 'test' }), invalid],
    ['a customer that is no code', () => ({ ...admin, customer: `${admin.customer}.0` }), invalid],
    ['a customer beyond all codes', () => ({ ...admin, customer: '9'.repeat(30) }), invalid],
  ])('%s is a 401 with these words', async (_what, caller, body) => {
    const answer = await api.call('GET', '/products', caller())
    expect([answer.status, answer.text]).toEqual([401, body])
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'content-length': String(body.length),
    })
  })

  test('headers may be spelled in any case', async () => {
    const headers = { 'x-api-KEY': admin.token, 'X-CUSTOMER-code': String(admin.customer) }
    expect((await api.call('GET', '/products', { headers })).status).toBe(200)
  })

  test('the caller is asked before what they sent is read', async () => {
    const answer = await api.call('POST', '/customer/licenses/assign', { text: '{' })
    expect([answer.status, answer.text]).toEqual([401, missingToken])
    const read = await api.call('POST', '/customer/licenses/assign', { ...admin, text: '{' })
    expect([read.status, read.text]).toEqual([400, missingField])
  })

  test('a key in the address is no key, and is in no log (O-39)', async () => {
    for (const name of ['api_key', 'apiKey', 'token', 'X-Api-Key']) {
      const answer = await api.call('GET', `/products?${name}=${admin.token}`, { customer: admin.customer })
      expect([answer.status, answer.text]).toEqual([401, missingToken])
    }
    await api.call('GET', `/${admin.token}`, admin)
    await api.call('GET', `/customer/licenses/${admin.token}?page=x`, admin)
    await api.call('GET', '/products', { ...admin, customer: 7654321 })
    expect(api.lines.join('')).toContain('/api/v1/products')
    expect(api.lines.join('')).not.toContain(admin.token)
  })

  test('a session in the browser opens nothing', async () => {
    const headers = { Cookie: '__Host-claviger_session=anything', Authorization: `Bearer ${admin.token}` }
    const answer = await api.call('GET', '/products', { headers })
    expect([answer.status, answer.text]).toEqual([401, missingToken])
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('whatever comes below the root is answered in JSON', () => {
  test.each([
    '/',
    '/nothing',
    '/customer',
    '/products/',
    '/customer/licenses/a/b',
    '/token/rotate/x',
    '/%5B',
  ])('there is nothing at %s', async (path) => {
    const answer = await api.call('GET', path, admin)
    expect([answer.status, answer.json]).toEqual([
      404,
      { code: 'NOT_FOUND', description: 'There is nothing at this address.' },
    ])
  })

  test.each([
    ['PUT', '/customer/licenses/assign', 'POST'],
    ['DELETE', '/customer/licenses/assign', 'POST'],
    ['GET', '/customer/licenses/assign', 'POST'],
    ['OPTIONS', '/customer/licenses/assign', 'POST'],
    ['PUT', '/customer/changeLicensesTeam', 'POST'],
    ['DELETE', '/customer/changeLicensesTeam', 'POST'],
    ['GET', '/customer/changeLicensesTeam', 'POST'],
    ['OPTIONS', '/customer/changeLicensesTeam', 'POST'],
    ['TRACE', '/customer/licenses/assign', 'POST'],
    ['POST', '/products', 'GET, HEAD'],
    ['POST', '/swagger.json', 'GET, HEAD'],
  ])('%s %s is the wrong method', async (method, path, allow) => {
    const answer = await api.call(method, path, admin)
    expect([answer.status, answer.headers.allow, answer.json]).toEqual([
      405,
      allow,
      { code: 'METHOD_NOT_ALLOWED', description: `This address answers ${allow}.` },
    ])
  })

  test('HEAD is GET without the body', async () => {
    const [head, get] = [
      await api.call('HEAD', '/products', admin),
      await api.call('GET', '/products', admin),
    ]
    expect([head.status, head.text, head.headers['content-type']]).toEqual([200, '', 'application/json'])
    expect(get.json).toContainEqual({ code: 'LOOM', name: 'Loomwright' })
  })

  test.each(['/products/%00', '/products?x=%00', '/customer/licenses/%E0%A4', '/customer/licenses/%zz'])(
    'an address that cannot be read is said to be one: %s',
    async (path) => {
      const answer = await api.call('GET', path, admin)
      expect([answer.status, answer.json.code]).toEqual([400, 'UNREADABLE_ADDRESS'])
    },
  )

  test.each([
    [
      'a Host that is none',
      'GET /api/v1/products HTTP/1.1\r\nHost: evil.test/x\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['what is no HTTP', 'GET /api/v1/products or whatever\r\n\r\n', 400],
    [
      'an address without end',
      `GET /api/v1/products?x=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      431,
    ],
  ])('%s', async (_what, text, status) => {
    const told = await toldTo(text)
    expect(told).toContain(`HTTP/1.1 ${status} `)
    expect(told.toLowerCase()).toContain('content-type: application/json')
    expect(told).toContain(`{"code":"${status === 431 ? 'HEADERS_TOO_LARGE' : 'UNREADABLE_REQUEST'}",`)
  })

  test('a HEAD without end is answered by a head alone', async () => {
    const told = await toldTo(`HEAD /api/v1/products?x=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)
    expect(told).toMatch(/^HTTP\/1\.1 431 [^{]*\r\n\r\n$/)
  })

  /** What comes back for these bytes, until the connection is closed. */
  async function toldTo(text: string): Promise<string> {
    const { port } = new URL(api.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(text)
    let told = ''
    socket.on('data', (chunk) => {
      told += chunk
    })
    await once(socket, 'close')
    return told
  }

  test.each([
    [65_537, false],
    [65_537, true],
    [9_000_000, false],
    [9_000_000, true],
  ])('more than the route takes is not read: %d bytes, in pieces: %s', async (size, inPieces) => {
    const text = JSON.stringify({ licenseId: 'x'.repeat(size) })
    const answer = await api.call('POST', '/customer/licenses/assign', { ...admin, text, inPieces })
    expect([answer.status, answer.json.code]).toEqual([413, 'BODY_TOO_LARGE'])
    expect(answer.headers.connection).toBe('close')
  })

  test('a body may come in pieces', async () => {
    const body = { targetTeamId: customer.teamId, licenseIds: [] }
    const answer = await api.call('POST', '/customer/changeLicensesTeam', { ...admin, body, inPieces: true })
    expect([answer.status, answer.text]).toEqual([200, '{"licenseIds":[]}'])
  })
})

describe('a body of the original', () => {
  const hostile = [
    ['nothing', ''],
    ['half an object', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['a text', '"contact"'],
    ['an empty object', '{}'],
    ['a deep nesting of something else', `{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['a nesting that never ends', '{"a":'.repeat(10_000)],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['a byte order mark alone', '\ufeff'],
    ['two values', '{} {}'],
  ] as const

  test.each(hostile)('%s is a missing field', async (_what, text) => {
    for (const path of ['/customer/licenses/assign', '/customer/changeLicensesTeam']) {
      const answer = await api.call('POST', path, { ...admin, text })
      expect([answer.status, answer.json.code]).toEqual([400, 'MISSING_FIELD'])
    }
  })

  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'nonsense'])(
    'is JSON whatever its Content-Type says: %s',
    async (type) => {
      const body = { targetTeamId: customer.teamId, licenseIds: [] }
      const headers = { 'Content-Type': type }
      const answer = await api.call('POST', '/customer/changeLicensesTeam', { ...admin, headers, body })
      expect([answer.status, answer.text]).toEqual([200, '{"licenseIds":[]}'])
    },
  )

  test.each([
    ['a NUL', '"\\u0000AB"', 'U+0000', 1],
    ['half a character', '"AB\\ud800"', 'U+D800', 3],
  ])(
    '%s in a text is refused, naming the field and the place (O-57)',
    async (_what, id, codePoint, position) => {
      const text = `{"targetTeamId":${customer.teamId},"licenseIds":[${id}]}`
      const answer = await api.call('POST', '/customer/changeLicensesTeam', { ...admin, text })
      expect([answer.status, answer.json]).toEqual([
        400,
        {
          code: 'INVALID_FIELD',
          description: `licenseIds holds the character ${codePoint} at position ${position}, which cannot be kept.`,
        },
      ])
    },
  )

  test('of two values under one name the last one counts, and strange names are passed over', async () => {
    const text = `{"targetTeamId":1,"targetTeamId":${customer.teamId},"licenseIds":[],"__proto__":{"x":1},"constructor":1}`
    expect((await api.call('POST', '/customer/changeLicensesTeam', { ...admin, text })).status).toBe(200)
  })
})

describe('what licenses are for', () => {
  test('plugins are listed apart from the other products, by code', async () => {
    const { db } = story.database
    await db.updateTable('product').set({ plugin: true }).where('code', '=', 'FERR').execute()
    expect((await api.call('GET', '/products', admin)).text).toBe(
      '[{"code":"ALL","name":"All-products pack"},{"code":"LOOM","name":"Loomwright"}]',
    )
    expect((await api.call('GET', '/plugins', admin)).text).toBe('[{"code":"FERR","name":"Ferrule"}]')
  })
})

describe('limits', () => {
  const from = (source: string) => ({ 'X-Forwarded-For': source })

  test('a source that tries wrong keys without end is asked to wait, and no other', async () => {
    const wrong = { token: 'b'.repeat(25), customer: admin.customer, headers: from('203.0.113.9') }
    for (let batch = 0; batch < limits.wrongKeys / 50; batch++)
      await Promise.all(Array.from({ length: 50 }, () => api.call('GET', '/products', wrong)))
    const answer = await api.call('GET', '/products', { ...admin, headers: from('203.0.113.9') })
    expect([answer.status, answer.json.code]).toEqual([429, 'TOO_MANY_REQUESTS'])
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    const other = { ...admin, headers: from('203.0.113.10') }
    expect((await api.call('GET', '/products', other)).status).toBe(200)
    story.pass({ minutes: 1 })
    expect((await api.call('GET', '/products', { ...admin, headers: from('203.0.113.9') })).status).toBe(200)
  })
})
