import { randomUUID } from 'node:crypto'
import { inspectText } from '@claviger/core/activation/inspect-text'
import { verifyWith } from '@claviger/core/activation/verify-with'
import { type AccountActor, anonymous, operator, system } from '@claviger/core/teams/actor'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { revokeLicenses } from '../assignment/revoke-licenses.ts'
import { addRelease } from '../catalog/add-release.ts'
import { assign, licenseOf, revoking, these } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { documentAt, rootKeyOf, signed, withKeys } from '../testing/keys.ts'
import {
  type Customer,
  newCustomer,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { type InspectedCode, inspectCode } from './inspect-code.ts'
import { issueCodes } from './issue-codes.ts'
import type { IssuedCode } from './issued-code.ts'
import { certify } from './key-certify.ts'
import { makeKeyPair } from './key-pair.ts'
import { makeTestCode } from './make-test-code.ts'
import { retireKey } from './retire-key.ts'
import { signerOf } from './signer.ts'
import { verifySeal } from './verify-seal.ts'

let database: TestDatabase
let story: Story
let customer: Customer

const staff: AccountActor = { ...visitor('ravi@fenwick.example', 'Ravi Menon'), staff: 'staff' }
const owner: AccountActor = { ...visitor('maud@fenwick.example', 'Maud Fenwick'), staff: 'owner' }

beforeAll(async () => {
  database = await freshDatabase()
  story = await withKeys(await openStory(database.connection))
  const release = { code: 'LOOM', version: '6.2', releasedOn: '2026-09-01' }
  planOf(await story.write(operator, addRelease, release))
  customer = await newCustomer(story, 40)
})
afterAll(async () => {
  await story.close()
  await database.drop()
})

let code: IssuedCode

beforeEach(async () => {
  code = await issueTo(`person.${randomUUID().slice(0, 8)}@harrowvale.example`)
})

async function issueTo(address: string): Promise<IssuedCode> {
  const { organizationId } = customer
  await assign(story, customer, address)
  const licenseId = await licenseOf(story, customer, address)
  const { rows } = await sql<{
    id: string
  }>`select id from assignment where organization_id = ${organizationId}
    and license_id = ${licenseId} and ended_at is null`.execute(story.database.db)
  const assignmentIds = rows.map((row) => row.id)
  const origin = { organizationId, assignmentIds, cameBy: 'page', by: 'Amaya Stone' } as const
  const [issued] = await story.write(system, issueCodes, origin)
  if (!issued) throw new Error('no code was issued')
  return issued
}

async function look(text: string, question = {}): Promise<InspectedCode> {
  return planOf(
    await story.read(staff, inspectCode, { text, product: '', release: '', day: '', ...question }),
  )
}

const failing = ({ steps }: InspectedCode) => steps.find((step) => step.result === 'failed')?.check
const results = ({ steps }: InspectedCode) => steps.map((step) => step.result)

describe('a code that was issued here', () => {
  test('passes every check and is known, with the letter it came in around it', async () => {
    const seen = await look(
      `Dear Amaya,\r\n\r\n> ${code.text.replaceAll('\n', '\r\n> ')}\r\n\r\nYours, Fenwick Tools`,
    )
    expect(new Set(results(seen))).toEqual(new Set(['passed']))
    expect(seen.key).toMatchObject({ kid: code.kid, replacedAt: null, retiredAt: null })
    expect(seen.record).toMatchObject({
      ...{ kind: 'issued', licenseId: code.licenseId, serial: 1, cameBy: 'page', issuedBy: 'Amaya Stone' },
      ...{ replacedAt: null, ended: null, difference: null },
    })
    expect(seen.verdict).toMatchObject({ kind: 'valid', product: 'LOOM', licenseId: code.licenseId })
  })

  test('shows every field, by the name it has there', async () => {
    const { fields } = await look(code.text)
    const names = fields.map(({ part, name }) => `${part}.${name}`)
    expect(names).toEqual([
      ...['header.alg', 'header.typ', 'header.kid'],
      ...['statement.alg', 'statement.typ', 'statement.kid', 'statement.x', 'statement.iat'],
      ...['lic', 'o', 'u', 't', 'no', 'iat', 'z', 'd', 'p'].map((name) => `content.${name}`),
    ])
    expect(fields).toContainEqual({ part: 'content', name: 'lic', value: code.licenseId })
  })

  test('is judged for the product, the version and the day that are asked for', async () => {
    const later = await look(code.text, { product: 'LOOM', release: '6.2.4', day: '2028-01-01' })
    expect(later.asked).toEqual({
      ...{ product: 'LOOM', release: '6.2.4', releasedOn: '2026-09-01', day: '2028-01-01' },
    })
    expect(later.verdict.kind).toBe('fallback')
    expect((await look(code.text, { release: '6.9', day: '2028-01-01' })).verdict.kind).toBe('expired')
    expect((await look(code.text, { product: 'FERR' })).verdict.kind).toBe('other-product')
  })

  test('is told apart from a changed one by its letter, with what was signed there', async () => {
    const start = code.text.indexOf('eyJ')
    const jws = code.text.slice(start).replaceAll('\n', '')
    const at = jws.lastIndexOf('.') + 20
    const other = jws.charAt(at) === 'A' ? 'B' : 'A'
    const seen = await look(jws.slice(0, at) + other + jws.slice(at + 1))
    expect([failing(seen), seen.verdict.kind]).toEqual(['signature', 'tampered'])
    expect(seen.record).toMatchObject({
      difference: { part: 'signature', position: at + 1, signed: jws.charAt(at), reads: other },
    })
    expect(seen.key).toBeNull()
  })

  test('says where it broke when a sign in it belongs to no code', async () => {
    const jws = code.text.slice(code.text.indexOf('eyJ')).replaceAll('\n', '')
    const seen = await look(`${jws.slice(0, 99)}–${jws.slice(100)}`)
    expect(failing(seen)).toBe('found')
    expect(results(seen).slice(1)).toEqual(Array(8).fill('not_reached'))
    expect(seen.verdict).toMatchObject({
      kind: 'unreadable',
      reason: 'changed-text',
      position: 100,
      sign: '–',
    })
  })

  test('tells that the license was taken back since, and that the code works on', async () => {
    planOf(await story.write(customer.admin, revokeLicenses, revoking(customer, these(code.licenseId))))
    const seen = await look(code.text)
    expect(seen.record).toMatchObject({ kind: 'issued', ended: { by: 'Ines Okafor', reason: 'revoked' } })
    expect(seen.verdict.kind).toBe('valid')
  })
})

test('a test code is known by who made it, and its text is kept nowhere', async () => {
  const { code: text, document } = planOf(await story.write(owner, makeTestCode, { productCode: 'LOOM' }))
  const seen = await look(text)
  expect(seen.record).toMatchObject({ kind: 'test', licenseId: document.licenseId, madeBy: 'Maud Fenwick' })
  expect(seen.verdict).toMatchObject({ kind: 'valid', daysLeft: 14 })
  const signature = text.replaceAll('\n', '').slice(-80)
  const { rows } = await sql<{
    kept: boolean
  }>`select exists (select 1 from event where facts::text like ${`%${signature}%`})
    or exists (select 1 from activation_code where replace(document, E'\\n', '') like ${`%${signature}%`}) as kept`.execute(
    story.database.db,
  )
  expect(rows).toEqual([{ kept: false }])
})

test('a code of this vendor that nobody issued is genuine and unknown', async () => {
  const seen = await look(await signed(story, { licenseId: 'ZZ7K3M9QXW' }))
  expect(new Set(results(seen))).toEqual(new Set(['passed']))
  expect(seen.record).toEqual({ kind: 'unknown', licenseId: 'ZZ7K3M9QXW' })
})

test('a code of another vendor names another root', async () => {
  const [root, key] = [makeKeyPair(), makeKeyPair()]
  const statement = certify(root.privateKey, key.publicKey, story.now())
  const kid = key.publicKey.slice(0, 8)
  const stranger = signerOf({ kid, privateKey: key.privateKey, statement })
  const seen = await look(stranger.sign(documentAt(story.now())))
  expect([failing(seen), seen.verdict.kind]).toEqual(['root', 'update-the-application'])
})

test('whatever was done to a code, what is said of it is what a product says', async () => {
  const whole = code.text.slice(code.text.indexOf('eyJ')).replaceAll('\n', '')
  const other = (await signed(story)).replaceAll('\n', '').split('.')
  const rootKey = await rootKeyOf(story)
  const spoilt = fc.oneof(
    fc
      .tuple(fc.nat(whole.length - 1), fc.constantFrom('A', 'b', '-', '.', '–', '=', ''))
      .map(([at, sign]) => whole.slice(0, at) + sign + whole.slice(at + 1)),
    fc.nat(whole.length).map((length) => whole.slice(0, length)),
    fc.nat(2).map((part) =>
      whole
        .split('.')
        .with(part, other[part] ?? '')
        .join('.'),
    ),
  )
  fc.assert(
    fc.property(spoilt, (text) => {
      const seen = inspectText(text, [rootKey], verifySeal)
      const question = { rootKeys: [rootKey], product: 'LOOM', release: '6.2', now: story.now() }
      const verdict = verifyWith(verifySeal, text, question)
      if (seen.genuine) expect(verdict.kind).toBe('valid')
      else expect(seen.failure).toEqual(verdict)
      expect(seen.steps.filter((step) => step.result === 'failed')).toHaveLength(seen.genuine ? 0 : 1)
    }),
  )
})

test.each([
  ['nothing', ''],
  ['a greeting', 'Good morning'],
  ['a mere beginning', 'eyJhbGciOiJFZERTQSIs'],
  ['a very long text', 'x'.repeat(100_000)],
])('%s is no code', async (_, text) => {
  const seen = await look(text)
  expect([failing(seen), seen.verdict.kind, seen.fields, seen.record]).toEqual([
    'found',
    'unreadable',
    [],
    null,
  ])
})

test('only those who work for the vendor look into codes', async () => {
  const asked = { text: code.text, product: '', release: '', day: '' }
  expect(refusalOf(await story.read(customer.admin, inspectCode, asked)).code).toBe('not_allowed')
  expect(refusalOf(await story.read(anonymous, inspectCode, asked)).code).toBe('not_signed_in')
})

test('a code signed by a key that counts no more says so', async () => {
  planOf(await story.write(owner, retireKey, { kid: code.kid, at: '' }))
  const seen = await look(code.text)
  expect(seen.key?.retiredAt).toEqual(story.now())
  expect(seen.verdict).toMatchObject({ kind: 'revoked', reason: 'key-retired' })
})
