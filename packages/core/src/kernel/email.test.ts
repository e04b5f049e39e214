import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Decision } from './decision.ts'
import {
  type Address,
  domainKey,
  domainShown,
  isRoleMailbox,
  isSameSite,
  nearDomain,
  readAddress,
  registrableDomain,
} from './email.ts'

const codeOf = (decision: Decision<unknown>) => (decision.ok ? 'accepted' : decision.refusal.code)

function read(text: string): Address {
  const decision = readAddress(text)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.plan
}

describe('an address', () => {
  test('is compared without case, shown as typed, sent with its local part as typed (O-09)', () => {
    expect(read(' Lena.Fuchs@Example.ORG ')).toEqual({
      typed: 'Lena.Fuchs@Example.ORG',
      key: 'lena.fuchs@example.org',
      mailTo: 'Lena.Fuchs@example.org',
      domain: 'example.org',
      domainShown: 'example.org',
    })
  })

  test('keeps its plus sign and its apostrophe (O-10)', () => {
    expect(read('nova+tools@example.org').key).toBe('nova+tools@example.org')
    expect(read("o'brien@example.org").mailTo).toBe("o'brien@example.org")
  })

  test('with an international domain has one key in all its spellings and is sent to the ASCII form (O-18)', () => {
    const spellings = [
      'info@bücher.example',
      'info@xn--bcher-kva.example',
      'info@BÜCHER.example',
      'info@bu\u0308cher.example',
    ]
    expect(new Set(spellings.map((text) => read(text).key))).toEqual(new Set(['info@xn--bcher-kva.example']))
    expect(read('info@BÜCHER.example')).toMatchObject({
      mailTo: 'info@xn--bcher-kva.example',
      domainShown: 'bücher.example',
    })
    expect(read('info@xn--bcher-kva.example').domainShown).toBe('bücher.example')
  })

  test('with an international local part is kept, composed or not', () => {
    expect(read('münch@harrowvale.example').key).toBe(read('mu\u0308nch@harrowvale.example').key)
    expect(read('li@例え.example').domainShown).toBe('例え.example')
  })

  test('loses invisible characters and blanks at its ends (O-17)', () => {
    expect(
      [
        '\u200bnina@example.org',
        '\ufeffnina@example.org',
        'nina@example.org\u00a0',
        '\t nina@example.org\u2060\n',
      ].map((text) => read(text).typed),
    ).toEqual(Array(4).fill('nina@example.org'))
  })

  test('with a hidden character inside is refused, naming which and where (O-17)', () => {
    expect(readAddress('nina@\u200bexample.org')).toEqual({
      ok: false,
      refusal: { code: 'address_hidden_character', position: 6, codePoint: 'U+200B' },
    })
  })

  test.each([
    ['', 'address_empty'],
    [' \u200b ', 'address_empty'],
    ['t.wieczorek.harrowvale.example', 'address_without_at'],
    ['@harrowvale.example', 'address_without_local'],
    ['t.wieczorek@', 'address_without_domain'],
    ['noor @harrowvale.example', 'address_with_space'],
    ['noor@harrow vale.example', 'address_with_space'],
    ['noor\u00a0x@harrowvale.example', 'address_with_space'],
    ['eve@example.org\r\nBcc: all@example.org', 'address_hidden_character'],
    ['eve@example.org\0', 'address_hidden_character'],
    ['eve\ud800@example.org', 'address_hidden_character'],
    ['a@b@example.org', 'address_malformed'],
    ['<eve@example.org>', 'address_malformed'],
    ['eve,adam@example.org', 'address_malformed'],
    ['"eve adam"@example.org', 'address_with_space'],
    ['"eve"@example.org', 'address_malformed'],
    ['.eve@example.org', 'address_malformed'],
    ['eve.@example.org', 'address_malformed'],
    ['e..ve@example.org', 'address_malformed'],
    ['eve@example', 'address_malformed'],
    ['eve@.com', 'address_malformed'],
    ['eve@a..b.com', 'address_malformed'],
    ['eve@-a.com', 'address_malformed'],
    ['eve@a-.com', 'address_malformed'],
    ['eve@a_b.com', 'address_malformed'],
    ['eve@example.c', 'address_malformed'],
    ['eve@1.2.3.4', 'address_malformed'],
    ['eve@[1.2.3.4]', 'address_malformed'],
    ['eve@xn--a.example', 'address_malformed'],
    ['eve＠example.org', 'address_without_at'],
    [`${'a'.repeat(65)}@example.org`, 'address_too_long'],
    [`a@${'a.'.repeat(121)}example.org`, 'address_too_long'],
    [`${'ü'.repeat(33)}@example.org`, 'address_too_long'],
    ['x'.repeat(1_000_000), 'address_too_long'],
  ])('%j is refused', (text, code) => {
    expect(codeOf(readAddress(text))).toBe(code)
  })

  test('is accepted at its greatest length', () => {
    expect(
      codeOf(readAddress(`${'a'.repeat(64)}@${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(58)}.de`)),
    ).toBe('accepted')
  })

  test('reads the same again from its own forms, whatever was typed', () => {
    const parts = fc.string({
      unit: fc.constantFrom('a', 'Z', '9', 'ü', 'İ', 'ß', '.', '-', '+', "'", '@', ' ', '\u200b', '例', '。'),
      maxLength: 20,
    })
    fc.assert(
      fc.property(parts, parts, (local, domain) => {
        const decision = readAddress(`${local}@${domain}.example`)
        if (!decision.ok) return
        expect(read(decision.plan.typed)).toEqual(decision.plan)
        expect(read(decision.plan.mailTo).key).toBe(decision.plan.key)
        expect(read(decision.plan.key).key).toBe(decision.plan.key)
        expect(decision.plan.mailTo).not.toMatch(/[\s<>,;:"\\()\p{Cc}]/u)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a domain', () => {
  test('is read for an allow list in any spelling', () => {
    expect(['@Harrowvale.Example', ' harrowvale.example. ', 'HARROWVALE.EXAMPLE'].map(domainKey)).toEqual(
      Array(3).fill({ ok: true, plan: 'harrowvale.example' }),
    )
    expect(domainKey('Bücher.example')).toEqual({ ok: true, plan: 'xn--bcher-kva.example' })
    expect(domainShown('xn--bcher-kva.example')).toBe('bücher.example')
  })

  test.each([
    ['', 'domain_empty'],
    ['@', 'domain_empty'],
    ['*.example', 'domain_malformed'],
    ['example', 'domain_malformed'],
    ['a b.example', 'domain_malformed'],
    ['x@y.example', 'domain_malformed'],
    ['https://y.example', 'domain_malformed'],
  ])('%j is refused', (text, code) => expect(codeOf(domainKey(text))).toBe(code))

  test('has an owner', () => {
    expect(registrableDomain('mail.harrowvale.co.uk')).toBe('harrowvale.co.uk')
    expect(isSameSite('mail.harrowvale.example', 'harrowvale.example')).toBe(true)
    expect(isSameSite('one.github.io', 'two.github.io')).toBe(false)
  })

  test('close to a known one is taken for a slip', () => {
    const known = ['harrowvale.example', 'acme.org']
    expect(nearDomain('harrowvael.example', known)).toBe('harrowvale.example')
    expect(nearDomain('harowvale.exmple', known)).toBe('harrowvale.example')
    expect(nearDomain('amce.org', known)).toBe('acme.org')
    expect(nearDomain('acme.com', known)).toBeUndefined()
    expect(nearDomain('harrowvale.example', known)).toBeUndefined()
  })
})

test('a role mailbox is known by its local part alone', () => {
  expect(
    ['info@harrowvale.example', 'office@x.example', 'admin@x.example', 'sales+de@x.example'].every(
      isRoleMailbox,
    ),
  ).toBe(true)
  expect(['ines@info.example', 'information@x.example', 'ines+info@x.example'].some(isRoleMailbox)).toBe(
    false,
  )
})
