import { unkeptTextIn } from '@claviger/core/kernel/text'
import { describe, expect, test } from 'vitest'
import { bytesOfLatin, readingOf, shown } from '../testing/people-files.ts'
import { encodings } from './text-encoding.ts'

describe('a list pasted from a mail program', () => {
  const three = [
    'Alma Weiss <alma@example.org>',
    'Ben Okafor <ben@example.org>',
    'Chi Nguyen <chi@example.org>',
  ]
  const one =
    '"Weiss, Alma" <alma@example.org>; "Okafor, Ben" <ben@example.org>; Chi Nguyen <chi@example.org>;'

  test.each([
    ['as one line', one],
    ['with commas between', one.replaceAll(';', ',')],
    ['with line breaks', one.replaceAll('; ', ';\n')],
    ['with tabs', one.replaceAll('; ', '\t')],
    ['with a mark at its end', `${one};;`],
  ])('is three people with their names, %s, pasted or as a file (O-16)', async (_, text) => {
    for (const name of ['', 'list.txt', 'list.csv']) {
      const { rows } = await readingOf(text, name)
      expect(rows.map(shown).map((row) => row.replace(/^\d+ /, ''))).toEqual(three)
    }
  })

  test('keeps a separator inside quotes in the name (O-16)', async () => {
    const { rows } = await readingOf(`${one} "Smith; Sons" <office@example.org>`, '')
    expect(rows.map(({ address }) => address?.key)).toEqual([
      ...['alma@example.org', 'ben@example.org', 'chi@example.org', 'office@example.org'],
    ])
    expect(rows.at(-1)?.name).toBe('Smith; Sons')
  })
})

test('invisible characters are tidied away, and the person is one (O-17)', async () => {
  const pasted =
    'hugo@example.org, \u200bnina@example.org\n\ufeffada@example.org\neve@example.org\u00a0\nnina@example.org'
  const { rows, notes } = await readingOf(pasted, '')
  expect(rows.map(shown)).toEqual([
    ...['1 <hugo@example.org>', '1 <nina@example.org> *', '2 <ada@example.org>', '3 <eve@example.org>'],
    '4 <nina@example.org> =1',
  ])
  expect(notes).toContainEqual({ kind: 'tidied', count: 1 })
})

test('a domain in two spellings is one person in a file (O-18)', async () => {
  const { rows } = await readingOf(
    'email\ninfo@bücher.example\ninfo@xn--bcher-kva.example\nInfo@BÜCHER.example',
  )
  expect(rows.map(({ repeats }) => repeats)).toEqual([null, 2, 2])
})

test('plus signs and apostrophes stay in the addresses of a file (O-10)', async () => {
  const { rows } = await readingOf("email\nnova+tools@example.org\no'brien@example.org\nnova@example.org")
  expect(rows.map(shown)).toEqual([
    '2 <nova+tools@example.org>',
    "3 <o'brien@example.org>",
    '4 <nova@example.org>',
  ])
})

test('nothing that no database keeps comes out of a file (O-57)', async () => {
  const cells = ['ann\0@example.org', 'A\0nn', 'Blue\0', `${'x'.repeat(199)}😀`, '=\0x']
  const { rows, columns } = await readingOf(
    `email\0,name,team,note,id\n${cells.join()}\n=😀${'😀'.repeat(60)},x`,
  )
  expect(rows.map(({ address, team }) => [address?.key, team])).toEqual([
    ['ann@example.org', 'Blue'],
    [undefined, ''],
  ])
  expect(unkeptTextIn({ rows, columns })).toBeUndefined()
})

describe('a CSV with a byte order mark', () => {
  const ivy = ['2 Ivy Löwe <ivy@example.org>']

  test.each([
    ['', '\ufeffemail,first name,last name\r\nivy@example.org,Ivy,Löwe\r\n'],
    [' before a quote', '\ufeff"email","first name","last name"\r\nivy@example.org,Ivy,Löwe\r\n'],
  ])('loses no heading%s (O-19)', async (_, text) => {
    const { rows, encoding, columns } = await readingOf(text)
    expect(rows.map(shown)).toEqual(ivy)
    expect(encoding).toBe('utf-8')
    expect(columns.map(({ role }) => role)).toEqual(['address', 'first', 'last'])
  })

  test('and no rows is a list of nobody (O-19)', async () => {
    expect((await readingOf('\ufeffemail,first name,last name\r\n')).rows).toEqual([])
  })
})

describe('an encoding that is not said', () => {
  test('is found for a CSV in a Windows code page, and told (O-20)', async () => {
    const bytes =
      'email;name;note\r\nrosa@example.org;Ros\xe9lie;10 \x96 20\r\nuwe@example.org;M\xfcller;\x93ok\x94\r\n'
    const { rows, encoding, separator } = await readingOf(bytesOfLatin(bytes))
    expect(rows.map(shown)).toEqual([
      '2 Rosélie <rosa@example.org> (10 – 20)',
      '3 Müller <uwe@example.org> (“ok”)',
    ])
    expect([encoding, separator]).toEqual(['windows-1252', ';'])
  })

  test.each([
    ['utf-16le', Buffer.from('\ufeffemail\tname\nzoe@x.example\tZoë', 'utf16le'), 'Zoë'],
    ['utf-16le', Buffer.from('email\tname\nzoe@x.example\tZoë', 'utf16le'), 'Zoë'],
    ['utf-16be', Buffer.from('email\tname\nzoe@x.example\tZoë', 'utf16le').swap16(), 'Zoë'],
    ['windows-1250', latin('Wa\xb3\xeasa, \xa3ukasz'), 'Łukasz Wałęsa'],
    ['windows-1251', latin('\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2'), 'Иван Петров'],
    ['koi8-r', latin('\xe9\xd7\xc1\xce \xf0\xc5\xd4\xd2\xcf\xd7'), 'Иван Петров'],
    ['windows-1253', latin('\xc3\xe9\xfe\xf1\xe3\xef\xf2'), 'Γιώργος'],
    ['macintosh', latin('Ren\x8e M\x9fller'), 'René Müller'],
    ['shift_jis', latin('\x93c\x92\x86 \x89\xd4\x8eq'), '田中 花子'],
    ['gb18030', latin('\xd5\xc5\xce\xb0'), '张伟'],
    ['euc-kr', latin('\xb1\xe8\xb9\xce\xbc\xf6'), '김민수'],
    ['big5', latin('\xb3\xaf\xa4j\xa4\xe5'), '陳大文'],
  ] as const)('is found for %s', async (expected, bytes, name) => {
    const { rows, encoding } = await readingOf(bytes)
    expect([encoding, rows[0]?.name]).toEqual([expected, name])
  })

  test('is found in a line however long', async () => {
    const people = Array.from({ length: 900 }, (_, n) => `\x93c\x92\x86 <p${n}@example.org>`)
    const { rows, encoding } = await readingOf(bytesOfLatin(people.join(',')), 'a.txt')
    expect([encoding, rows.length, rows[899]?.name]).toEqual(['shift_jis', 900, '田中'])
  })

  test('and letters that were lost before are an error of their row (O-20)', async () => {
    const text = 'email;name\nuwe@example.org;M\ufffdller\nkai@example.org;Kai'
    const { rows } = await readingOf(text)
    expect(rows.map(shown)).toEqual(['2 !row_text_damaged', '3 Kai <kai@example.org>'])
    expect((await readingOf('M\ufffdller <uwe@example.org>', '')).rows.map(shown)).toEqual([
      '1 <uwe@example.org>',
    ])
  })

  test('is UTF-8 though a letter in it is broken, which is an error of its row (O-20)', async () => {
    const names = ['Zoë', 'Jürgen', 'Łukasz', 'Saoirse Ní', 'Bjørn']
    const lines = names.map((name, n) => `p${n}@example.org;${name}`)
    const bytes = Buffer.concat([
      Buffer.from(`email;name\n${lines.join('\n')}\nx@example.org;M`),
      Buffer.from([0xc3]),
    ])
    const { rows, encoding } = await readingOf(bytes)
    expect([encoding, rows.slice(0, 5).map(({ name }) => name)]).toEqual(['utf-8', names])
    expect(rows.slice(5).map(shown)).toEqual(['7 !row_text_damaged'])
  })

  test('may be said, and then holds', async () => {
    const bytes = bytesOfLatin('email;name\r\nrene@example.org;Ren\x82\r\n')
    const { rows, encoding } = await readingOf(bytes, 'a.csv', { choice: { encoding: 'cp850' } })
    expect([encoding, rows[0]?.name]).toEqual(['cp850', 'René'])
  })

  test.each(encodings)('%s can be read by choice', async (encoding) => {
    const plain = 'email;name\r\nann@example.org;Ann\r\n'
    const wide = encoding.startsWith('utf-16') ? Buffer.from(plain, 'utf16le') : Buffer.from(plain)
    const bytes = encoding === 'utf-16be' ? Buffer.from(wide).swap16() : wide
    const { rows } = await readingOf(bytes, 'a.csv', { choice: { encoding } })
    expect(rows.map(shown)).toEqual(['2 Ann <ann@example.org>'])
  })
})

function latin(name: string): Uint8Array {
  return bytesOfLatin(`email;name\r\nsomebody@example.org;${name}\r\n`)
}

describe('quotation marks', () => {
  test('keep a line break in its cell, and rows are counted as a spreadsheet counts (O-21)', async () => {
    const text =
      'email,name,note\r\nann@example.org,"Ann ""AJ"" Jung","line one\r\nline two"\r\nbad-row,"x",""\r\nkai@example.org,Kai,ok'
    const { rows } = await readingOf(text)
    expect(rows.map(shown)).toEqual([
      '2 Ann "AJ" Jung <ann@example.org> (line one line two)',
      '3 x !no_address',
      '4 Kai <kai@example.org> (ok)',
    ])
  })

  const five = Array.from({ length: 499 }, (_, n) => `p${n + 3}@example.org,Kai,ok`)

  test.each([
    ['that is never closed', five],
    ['that another row closes', five.with(200, 'p203@example.org,"Kai",ok')],
    ['that the end of another cell closes', five.with(100, 'p103@example.org,Kai",ok')],
  ])('one %s is an error of its own row and of no other (O-21)', async (_, rest) => {
    const { rows, notes } = await readingOf(`email,name,note\nann@example.org,"Ann,ok\n${rest.join('\n')}`)
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 500 }, (_, n) => n + 2))
    expect(rows.filter(({ problem }) => problem).map(shown)).toEqual(['2 !row_quote_open'])
    expect(notes).toContainEqual({ kind: 'quote_not_closed', rows: [2] })
  })
})

describe('the end of a CSV', () => {
  test('filled with empty cells is no row and no error (O-25)', async () => {
    const text = `email,name,team,note\r\nann@example.org,Ann,,\r\n\r\nkai@example.org,Kai,,\r\n${',,,,\r\n'.repeat(500)}`
    const { rows } = await readingOf(text)
    expect(rows.map(shown)).toEqual(['2 Ann <ann@example.org>', '4 Kai <kai@example.org>'])
  })
})

test.each([
  ['sep=;\r\nemail;name\r\nann@example.org;Ann', ';'],
  ['email|name\nann@example.org|Ann', '|'],
  ['email\tname\nann@example.org\tAnn', '\t'],
  ['email,name\rann@example.org,Ann\r', ','],
  ['"email","name"\n"ann@example.org","Ann"', ','],
])('%j is cut where it is meant to be', async (text, separator) => {
  const reading = await readingOf(text)
  expect([reading.rows.map(shown), reading.separator]).toEqual([['2 Ann <ann@example.org>'], separator])
})

test('people are read from a table without headings', async () => {
  const { rows } = await readingOf('ann@example.org;Ann;Berg\nkai@example.org;Kai;Voß')
  expect(rows.map(shown)).toEqual(['1 Ann Berg <ann@example.org>', '2 Kai Voß <kai@example.org>'])
})

test('at most 50,000 rows are read, and the file is told so', async () => {
  const text = `email\n${Array.from({ length: 50_010 }, (_, n) => `p${n}@example.org`).join('\n')}`
  const { rows, notes } = await readingOf(text)
  expect(rows.length).toBe(50_000)
  expect(notes).toEqual([{ kind: 'truncated', at: 50_001, limit: 50_000 }])
})

describe('cards', () => {
  test('of every version are people', async () => {
    const cards = [
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Voß;Jürgen;;;\r\nFN:Jürgen Voß\r\nEMAIL:j@home.example\r\nEMAIL;TYPE=INTERNET,PREF:j@x.example\r\nPHOTO;ENCODING=b:AAAA\r\n AAAA\r\nEND:VCARD',
      'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Vo=C3=9F;J=C3=\n=BCrgen\nEMAIL;INTERNET;WORK:j2@x.example\nEND:VCARD',
      'BEGIN:VCARD\nVERSION:4.0\nFN:Ann Berg\nitem1.EMAIL;PREF=1:ann@x.\n example\nEND:VCARD',
      'BEGIN:VCARD\nVERSION:4.0\nFN:No Address\nEND:VCARD',
    ]
    const { rows, kind } = await readingOf(cards.join('\r\n'), 'people.vcf')
    expect(kind).toBe('vcard')
    expect(rows.map(shown)).toEqual([
      '1 Jürgen Voß <j@x.example>',
      '2 Jürgen Voß <j2@x.example>',
      '3 Ann Berg <ann@x.example>',
      '4 No Address !no_address',
    ])
  })
})

test('a mail is whom it is from and to, and nobody its text names', async () => {
  const mail =
    'Received: x\r\nFrom: =?utf-8?q?J=C3=BCrgen_Vo=C3=9F?= <j@x.example>\r\nTo: "Weiss, Alma" <alma@x.example>, Team: a@x.example, b@x.example;\r\nCc: alma@x.example\r\nSubject: hi\r\n\r\nz@x.example\r\n'
  const { rows, kind } = await readingOf(mail, 'mail.eml')
  expect(kind).toBe('eml')
  expect(rows.map(shown)).toEqual([
    ...['1 Jürgen Voß <j@x.example>', '2 Alma Weiss <alma@x.example>', '3 <a@x.example>', '4 <b@x.example>'],
    '5 <alma@x.example> =2',
  ])
})
