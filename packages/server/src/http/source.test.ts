import { expect, test } from 'vitest'
import { sourceOf } from './source.ts'

test.each([
  ['203.0.113.9', undefined, false, '203.0.113.9'],
  ['::ffff:203.0.113.9', undefined, false, '203.0.113.9'],
  ['127.0.0.1', '198.51.100.1, 203.0.113.9', true, '203.0.113.9'],
  ['127.0.0.1', '198.51.100.1', false, '127.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', undefined, false, '2001:db8:1:2::/64'],
  ['2001:db8:1:2::6', undefined, false, '2001:db8:1:2::/64'],
  ['2001:0db8::1', undefined, false, '2001:db8:0:0::/64'],
  ['::1', undefined, false, '0:0:0:0::/64'],
  [undefined, undefined, true, 'unknown'],
] as const)(
  'a request from %s that notes %s comes from its own network',
  (peer, forwarded, behindProxy, source) => {
    expect(sourceOf(peer, forwarded, behindProxy)).toBe(source)
  },
)
