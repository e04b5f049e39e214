import { expect, test } from 'vitest'
import { compareVersions, readVersion } from './release.ts'

test.each([
  ['6.2', '6.2'],
  [' v2025.1 ', '2025.1'],
  ['06.02', '6.2'],
])('the version %j is read as %s', (text, version) =>
  expect(readVersion(text)).toEqual({ ok: true, plan: version }),
)

test.each(['6', '6.x', '', '6.2-beta', '-1.2', '6.2.1.1', '6.12345678'])(
  'the version %j is refused',
  (text) => {
    expect(readVersion(text)).toEqual({ ok: false, refusal: { code: 'version_malformed' } })
  },
)

test('a bug-fix number is answered with the release it belongs to', () => {
  expect(readVersion('6.2.1')).toEqual({ ok: false, refusal: { code: 'version_is_bug_fix', release: '6.2' } })
})

test('versions are ordered by number', () => {
  expect(['6.10', '5.9', '6.9', '10.0'].sort(compareVersions)).toEqual(['5.9', '6.9', '6.10', '10.0'])
})
