import { expect, test } from 'vitest'
import { attachment, fileWord } from './file-word.ts'

test.each([
  ['例示 花子', '例示-花子'],
  ['مثال', 'مثال'],
  ['Jürgen Voß', 'jürgen-voß'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
  ['=cmd()', 'cmd'],
  ['🪡', 'code'],
  ['', 'code'],
])('%s is written as %s in a file name', (name, word) => {
  expect(fileWord(name)).toBe(word)
})

test('a long name is cut between letters', () => {
  expect(fileWord('𠮷'.repeat(60))).toBe('𠮷'.repeat(40))
})

test('a name in another script arrives whole, and old programs get one they can read', () => {
  expect(attachment('例示.txt')).toBe(
    `attachment; filename="__.txt"; filename*=UTF-8''%E4%BE%8B%E7%A4%BA.txt`,
  )
})
