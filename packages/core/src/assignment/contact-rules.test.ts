import { describe, expect, test } from 'vitest'
import { longestContact, readContact, readContactAddress, readContactName } from './contact-rules.ts'

const lasting = () => false
const thrownAway = (domain: string) => domain === 'mailbox.test'
const codeOf = (decision: ReturnType<typeof readContactName | typeof readContactAddress>) =>
  decision.ok ? 'accepted' : decision.refusal.code

describe('an address a program sends', () => {
  test.each([
    ['', 'address_empty'],
    ['   ', 'address_empty'],
    ['plain', 'address_without_at'],
    ['123', 'address_without_at'],
    ['@harrowvale.test', 'address_without_local'],
    ['user@', 'address_without_domain'],
    ['user@.com', 'address_malformed'],
    ['user@domain', 'address_malformed'],
    ['us er@domain.com', 'address_with_space'],
    ['user@dom ain.com', 'address_with_space'],
    ['user@one@domain.com', 'address_malformed'],
    ['user@domain..com', 'address_malformed'],
    ['us,er@domain.com', 'address_malformed'],
    ['user@domain.c', 'address_malformed'],
    ['user@-domain.com', 'address_malformed'],
    ['wrong_email#@test', 'address_malformed'],
    ['ni\u200bna@domain.com', 'address_hidden_character'],
    ['ni\0na@domain.com', 'address_hidden_character'],
    [`${'a'.repeat(60)}@${'b'.repeat(39)}.com`, 'address_too_long'],
    ['user@mailbox.test', 'address_disposable'],
    ['User@MAILBOX.test', 'address_disposable'],
  ])('%j is refused as %s', (sent, code) => {
    const read = readContactAddress(sent, thrownAway)
    expect(codeOf(read)).toBe(code)
    expect(read.ok || read.refusal).toMatchObject({ field: 'email' })
  })

  test.each([
    'user@gmail.com',
    'lena@jetbrains-test.com',
    'nova+tools@example.org',
    "o'brien@example.org",
    '5f0c3a52-7c1e-4b0a-9d3f-0a6f1f0e2d4c@fresec.com',
    'info@bücher.example',
    `${'a'.repeat(60)}@${'b'.repeat(35)}.com`,
  ])('%s is accepted', (sent) => {
    expect(codeOf(readContactAddress(sent, lasting))).toBe('accepted')
  })

  test('loses what nobody sees at its edges, and only there (O-17)', () => {
    const read = readContactAddress('\ufeff nina@example.org\u00a0', lasting)
    expect(read.ok && read.plan.typed).toBe('nina@example.org')
  })
})

describe('a name a program sends', () => {
  test.each([
    ['', 'text_missing'],
    [' \t ', 'text_missing'],
    ['\u200b', 'text_missing'],
    ['R2', 'name_with_digit'],
    ['Anna٣', 'name_with_digit'],
    ['Special@#$%^&*()', 'name_with_sign'],
    ['Anna <b>', 'name_with_sign'],
    ['Anna_', 'name_with_sign'],
    ['Anna😀', 'name_with_sign'],
    ['An\u0007na', 'text_hidden_character'],
    ['a'.repeat(longestContact.name + 1), 'text_too_long'],
    ['7'.repeat(500), 'text_too_long'],
  ])('%j is refused as %s', (sent, code) => {
    expect(codeOf(readContactName(sent, 'lastName'))).toBe(code)
  })

  test.each([
    ['Anna', 'Anna'],
    ['  Anna   Maria ', 'Anna Maria'],
    ['O’Neill', 'O’Neill'],
    ["D'Amore", "D'Amore"],
    ['Jean-Luc', 'Jean-Luc'],
    ['-', '-'],
    ['Dr. Zoë', 'Dr. Zoë'],
    ['Łukasiewicz', 'Łukasiewicz'],
    ['佐藤', '佐藤'],
    ['नीलम', 'नीलम'],
    ['علی\u200cرضا', 'علی\u200cرضا'],
    ['An\u202ena', 'Anna'],
    ['a'.repeat(longestContact.name), 'a'.repeat(longestContact.name)],
  ])('%j is accepted', (sent, name) => {
    expect(readContactName(sent, 'firstName')).toEqual({ ok: true, plan: name })
  })
})

test('of several wrong fields the address is named first, then the first name', () => {
  const wrong = (email: string, firstName: string) => {
    const read = readContact({ email, firstName, lastName: '' }, lasting)
    return read.ok || read.refusal.field
  }
  expect(wrong('nobody', '')).toBe('email')
  expect(wrong('anna@example.org', '')).toBe('firstName')
  expect(wrong('anna@example.org', 'Anna')).toBe('lastName')
})

test('a whole contact is read with its full name', () => {
  const read = readContact({ email: 'Anna@Example.org', firstName: ' Anna', lastName: 'Lee ' }, lasting)
  expect(read.ok && [read.plan.name, read.plan.address.key, read.plan.address.typed]).toEqual([
    ...['Anna Lee', 'anna@example.org', 'Anna@Example.org'],
  ])
})
