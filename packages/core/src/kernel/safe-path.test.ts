import { expect, test } from 'vitest'
import { samePath } from './safe-path.ts'

test.each([
  '//evil.test',
  '/\\evil.test',
  '\\evil.test',
  'https://app.example.org.evil.test/',
  'javascript:alert(1)',
  '/%2F%2Fevil.test',
  '/%252Fevil.test',
  '/%5Cevil.test',
  '/\t/evil.test',
  '/%09/evil.test',
  '/.//evil.test',
  '/..//evil.test',
  '/x/..//evil.test',
  'evil.test',
  '',
  ' /x',
  '/a\r\nLocation: https://evil.test',
  '/\ud800',
  `/${'x'.repeat(3000)}`,
  undefined,
  ['/x'],
])('%j is not followed (O-36)', (value) => expect(samePath(value, '/start')).toBe('/start'))

test.each([
  ['/licences?tab=people#x', '/licences?tab=people#x'],
  ['/', '/'],
  ['/o/harrow-and-vale?q=a%2Fb&to=//x', '/o/harrow-and-vale?q=a%2Fb&to=//x'],
  ['/o/büro', '/o/b%C3%BCro'],
])('%j is followed (O-36)', (value, path) => expect(samePath(value, '/start')).toBe(path))
