import { describe, expect, test } from 'vitest'
import { readPeople } from './read-people.ts'

/** Writes a reading as one short line a row: `Name [First|Last] <key> @Team *tidied (remark) =line !problem`. */
function reading(text: string): string[] {
  return readPeople(text, { domains: ['harrowvale.example'] }).rows.map((row) =>
    [
      row.name,
      row.firstName || row.lastName ? `[${row.firstName}|${row.lastName}]` : '',
      row.address ? `<${row.address.key}>` : '',
      row.team && `@${row.team}`,
      row.tidied ? '*' : '',
      row.remark,
      row.repeats === null ? '' : `=${row.repeats}`,
      row.problem ? `!${row.problem.code}` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  )
}

const voss = 'Jürgen Voß [Jürgen|Voß] <j.voss@harrowvale.example>'
const okafor = 'Ines Okafor [Ines|Okafor] <ines.okafor@harrowvale.example>'
const seun = '<seun@harrowvale.example>'

describe('the paste corpus', () => {
  test.each<[string, string[]]>([
    ['ines.okafor@harrowvale.example', ['<ines.okafor@harrowvale.example>']],
    ['Ines Okafor <ines.okafor@harrowvale.example>', [okafor]],
    ['"Voß, Jürgen" <j.voss@harrowvale.example>;', [voss]],
    [
      'Lahtinen, Pekka <pekka.l@harrowvale.example>; Ming, Li <li.ming@harrowvale.example>',
      [
        'Pekka Lahtinen [Pekka|Lahtinen] <pekka.l@harrowvale.example>',
        'Li Ming [Li|Ming] <li.ming@harrowvale.example>',
      ],
    ],
    ['Okafor\tInes\tines.okafor@harrowvale.example\tPlatform', [`${okafor} @Platform`]],
    ['First name,Last name,E-mail\nInes,Okafor,ines.okafor@harrowvale.example', [okafor]],
    ['Vorname;Nachname;E-Mail\r\nJürgen;Voß;j.voss@harrowvale.example\r\n', [voss]],
    ['mailto:amaya@harrowvale.example', ['<amaya@harrowvale.example>']],
    ['<amaya@harrowvale.example>', ['<amaya@harrowvale.example>']],
    ['amaya@harrowvale.example.', ['<amaya@harrowvale.example>']],
    ['AMAYA@HarrowVale.Example', ['<amaya@harrowvale.example>']],
    ['saoirse@\u200bharrowvale.example', ['<saoirse@harrowvale.example> *']],
    ['noor @harrowvale.example', ['<noor@harrowvale.example> *']],
    ['noor＠harrowvale.example', ['<noor@harrowvale.example> *']],
    ['- seun@harrowvale.example (started Monday)', [`${seun} (started Monday)`]],
    ['3. seun@harrowvale.example', [seun]],
    ['• seun@harrowvale.example', [seun]],
    ['münch@harrowvale.example', ['<münch@harrowvale.example>']],
    ['li@例え.example', ['<li@xn--r8jz45g.example>']],
    ['amaya+test@harrowvale.example', ['<amaya+test@harrowvale.example>']],
    ['seun@harrowvale.example\nSeun@Harrowvale.example', [seun, `${seun} =1`]],
    ['j.voss@harrowvael.example', ['<j.voss@harrowvael.example>']],
    ['info@harrowvale.example', ['<info@harrowvale.example>']],
    ['Tomasz Wieczorek', ['Tomasz Wieczorek [Tomasz|Wieczorek] !no_address']],
    ['t.wieczorek@', ['!address_without_domain']],
    ['t.wieczorek.harrowvale.example', ['!address_without_at']],
    ['=HYPERLINK("http://x.test","open")', ['!looks_like_formula']],
    ['=HYPERLINK("mailto:zoe@example.org","Zoe")', ['!looks_like_formula']],
    ['+1+1', ['!looks_like_formula']],
    ['-2+3', ['!looks_like_formula']],
    ['@SUM(1+1)', ['!looks_like_formula']],
    ['Ines\t=1+1\tines@harrowvale.example', ['!looks_like_formula']],
  ])('%j', (text, rows) => expect(reading(text)).toEqual(rows))

  test('an address is kept as typed for display', () => {
    expect(readPeople('AMAYA@HarrowVale.Example').rows[0]?.address?.typed).toBe('AMAYA@HarrowVale.Example')
  })

  test('an address that lost its at sign is offered with it', () => {
    const [row] = readPeople('t.wieczorek.harrowvale.example', { domains: ['harrowvale.example'] }).rows
    expect(row?.problem).toEqual({
      code: 'address_without_at',
      typed: 't.wieczorek.harrowvale.example',
      suggestion: 't.wieczorek@harrowvale.example',
    })
  })

  test('of 60,000 lines the first 50,000 are read, and the list says so', () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `p${index}@harrowvale.example`)
    const { rows, truncatedAt, totals } = readPeople(lines.join('\n'))
    expect([rows.length, truncatedAt, totals.people, rows.at(-1)?.line]).toEqual([
      50_000, 50_000, 50_000, 50_000,
    ])
    expect(readPeople(lines.slice(0, 50_000).join('\n')).truncatedAt).toBeNull()
    expect(readPeople(lines.join(', ')).rows).toHaveLength(50_000)
  })
})

describe('a list from a mail program', () => {
  const three = [
    'Alma Weiss [Alma|Weiss] <alma@example.org>',
    'Ben Okafor [Ben|Okafor] <ben@example.org>',
    'Chi Nguyen [Chi|Nguyen] <chi@example.org>',
  ]
  const written = [
    '"Weiss, Alma" <alma@example.org>',
    '"Okafor, Ben" <ben@example.org>',
    'Chi Nguyen <chi@example.org>',
  ]

  test.each(['; ', ', ', '\n', '\t', ';', ',', '\r\n', ' | '])(
    'is three people when separated by %j (O-16)',
    (separator) => {
      expect(reading(written.join(separator))).toEqual(three)
      expect(reading(`${written.join(separator)};`)).toEqual(three)
      expect(reading(`${written.join(separator)} ;; ${separator}${separator}`)).toEqual(three)
    },
  )

  test('keeps a separator inside quotes in the name (O-16)', () => {
    expect(reading('"Smith; Sons" <office@example.org>, Chi Nguyen <chi@example.org>')).toHaveLength(2)
    expect(readPeople('"Smith; Sons" <office@example.org>').rows[0]?.name).toBe('Smith; Sons')
  })

  test.each<[string, string[]]>([
    ['To: Chi Nguyen <chi@example.org>; Cc: ben@example.org', [three[2] ?? '', '<ben@example.org>']],
    ['chi@example.org<mailto:chi@example.org>', ['<chi@example.org>']],
    ['Chi Nguyen [mailto:chi@example.org?subject=hi]', [three[2] ?? '']],
    ['[Chi](mailto:chi@example.org)', ['Chi <chi@example.org>']],
    ['(Chi, chi@example.org), (Ben, ben@example.org)', ['Chi <chi@example.org>', 'Ben <ben@example.org>']],
    ["'chi@example.org'", ['<chi@example.org>']],
    ['Weiss, Alma <alma@example.org>, Okafor, Ben <ben@example.org>, Nguyen, Chi <chi@example.org>', three],
    [
      '„Weiss, Alma“ <alma@example.org>；“Okafor, Ben” <ben@example.org>、Chi Nguyen <chi@example.org>',
      three,
    ],
    [
      'Chi <chi@example.org>, not-an-address, Ben <ben@example.org>',
      ['Chi <chi@example.org>', 'not-an-address !no_address', 'Ben <ben@example.org>'],
    ],
    ['Nguyen, Chi Minh <cm@example.org>', ['Chi Minh Nguyen [Chi Minh|Nguyen] <cm@example.org>']],
    ['Jan van der Berg <jan@example.org>', ['Jan van der Berg [Jan|van der Berg] <jan@example.org>']],
    ['Ben "Benny" Okafor <ben@example.org>', ['Ben "Benny" Okafor [Ben "Benny"|Okafor] <ben@example.org>']],
    ['chi.nguyen@example.org (Chi Nguyen)', ['Chi Nguyen [Chi|Nguyen] <chi.nguyen@example.org>']],
    ['a@example.org and b@example.org', ['<a@example.org>', '<b@example.org>']],
    ['a@example.org b@example.org c@example.org', ['<a@example.org>', '<b@example.org>', '<c@example.org>']],
    ['chi (at) example.org', ['<chi@example.org> *']],
  ])('%j', (text, rows) => expect(reading(text)).toEqual(rows))
})

describe('rows from a spreadsheet', () => {
  test.each<[string, string[]]>([
    ['ines@x.example,Ines,Okafor', ['Ines Okafor [Ines|Okafor] <ines@x.example>']],
    ['ines@x.example,Ines Okafor,Platform', ['Ines Okafor [Ines|Okafor] <ines@x.example> @Platform']],
    ['1\tInes\tOkafor\tines@x.example\t+49 30 1234567', ['Ines Okafor [Ines|Okafor] <ines@x.example>']],
    ['+49 30 1234567\tInes\tines@x.example', ['Ines <ines@x.example>']],
    ['| Ines | ines@x.example |\n|---|---|', ['Ines <ines@x.example>']],
    ['Ines, ines@x.example, Ben, ben@x.example', ['Ines <ines@x.example>', 'Ben <ben@x.example>']],
    ['Wieczorek\tTomasz', ['Wieczorek Tomasz [Wieczorek|Tomasz] !no_address']],
    ['Wieczorek, Tomasz', ['Tomasz Wieczorek [Tomasz|Wieczorek] !no_address']],
    ['"Ann ""AJ"" Jung",ann@x.example', ['Ann "AJ" Jung [Ann "AJ"|Jung] <ann@x.example>']],
  ])('%j', (text, rows) => expect(reading(text)).toEqual(rows))

  test('without a hint of their own follow the order of names the others show', () => {
    expect(reading('Voß\tJürgen\tj.voss@x.example\nBerg\tAnna\ta7@x.example')[1]).toBe(
      'Anna Berg [Anna|Berg] <a7@x.example>',
    )
    expect(reading('Jürgen\tVoß\tj.voss@x.example\nAnna\tBerg\ta7@x.example')[1]).toBe(
      'Anna Berg [Anna|Berg] <a7@x.example>',
    )
  })
})

describe('a heading row', () => {
  test.each([
    'First name,Last name,E-mail,Team',
    'Vorname,Nachname,E-Mail-Adresse,Gruppe',
    'Prénom,Nom,Adresse e-mail,Équipe',
    'Nombre,Apellidos,Correo electrónico,Equipo',
    'Nome,Sobrenome,Endereço de e-mail,Equipe',
    'Nome,Cognome,Indirizzo e-mail,Squadra',
    'Voornaam,Achternaam,E-mailadres,Team',
    '名,姓,メールアドレス,チーム',
    '名字,姓氏,电子邮箱,团队',
    'first_name,LAST-NAME, E-mail Address ,team',
    'First.Name,Surname,EMAIL,Group',
  ])('is recognized: %s', (heading) => {
    const row = 'Ines,Okafor,ines@x.example,Platform'
    expect(reading(`${heading}\n${row}`)).toEqual(['Ines Okafor [Ines|Okafor] <ines@x.example> @Platform'])
    const turned = (line: string) => line.split(',').reverse().join(';')
    expect(reading(`${turned(heading)}\n${turned(row)}`)).toEqual([
      'Ines Okafor [Ines|Okafor] <ines@x.example> @Platform',
    ])
  })

  test('never takes a column for a name by a part of its heading, and names what is not read', () => {
    const people = readPeople(
      'first.name,last-name,LASTUPDATED,LastLogin,email,Email 2\nIvy,Löwe,2020,2021,ivy@x.example,ivy2@x.example\nBo,Li,,,,bo@x.example',
    )
    expect(people.rows.map((row) => [row.name, row.address?.key])).toEqual([
      ['Ivy Löwe', 'ivy@x.example'],
      ['Bo Li', 'bo@x.example'],
    ])
    expect(people.columns.filter((column) => column.role === null).map((column) => column.heading)).toEqual([
      'LASTUPDATED',
      'LastLogin',
    ])
  })

  test('with a mark in front of it is still one', () => {
    expect(reading('\ufeff"Primary Email",Display Name\na@x.example,Ann Ax')).toEqual([
      'Ann Ax [Ann|Ax] <a@x.example>',
    ])
  })

  test('does not stop lines of another shape from being read', () => {
    expect(
      reading('Name,Email\nVoß, Jürgen,j.voss@x.example\nInes Okafor <ines@x.example>\n,,\nBo,'),
    ).toEqual([
      'Jürgen Voß [Jürgen|Voß] <j.voss@x.example>',
      'Ines Okafor [Ines|Okafor] <ines@x.example>',
      'Bo !no_address',
    ])
  })

  test('alone is a list of nobody', () => {
    expect(readPeople('E-mail\n').rows).toEqual([])
  })
})

describe('a list with faults', () => {
  test('keeps the good rows and says what is wrong with each of the others (O-14)', () => {
    const pasted =
      'good1@example.org, not-an-address, member@example.org, good1@example.org, good2@example.org'
    const rows = [
      '<good1@example.org>',
      'not-an-address !no_address',
      '<member@example.org>',
      '<good1@example.org> =1',
      '<good2@example.org>',
    ]
    expect(reading(pasted)).toEqual(rows)
    expect(readPeople(pasted).totals).toEqual({ lines: 1, people: 3, problems: 1, repeats: 1, tidied: 0 })
  })

  test('loses invisible characters, and the person is one (O-17)', () => {
    const pasted =
      'hugo@example.org, \u200bnina@example.org\n\ufeffada@example.org\neve@example.org\u00a0\nnina@example.org'
    expect(reading(pasted)).toEqual([
      '<hugo@example.org>',
      '<nina@example.org> *',
      '<ada@example.org>',
      '<eve@example.org>',
      '<nina@example.org> =1',
    ])
  })

  test('finds one mailbox in several spellings of its domain and its case (O-18)', () => {
    expect(reading('info@bücher.example\ninfo@xn--bcher-kva.example\nInfo@BÜCHER.example')).toEqual([
      '<info@xn--bcher-kva.example>',
      '<info@xn--bcher-kva.example> =1',
      '<info@xn--bcher-kva.example> =1',
    ])
  })

  test('keeps plus signs and apostrophes apart (O-10)', () => {
    expect(reading("nova+tools@example.org\nnova@example.org\no'brien@example.org")).toEqual([
      '<nova+tools@example.org>',
      '<nova@example.org>',
      "<o'brien@example.org>",
    ])
  })

  test('shows at most 200 letters of a line', () => {
    expect(readPeople(`${'word '.repeat(1000)}a@x.example`).rows[0]?.raw.length).toBeLessThanOrEqual(200)
  })

  test('hands on no NUL and no half of a character, which no database would keep (O-57)', () => {
    const { rows } = readPeople('\0ines@x.example\0\nno \0address \ud800')
    expect(rows.map((row) => row.raw)).toEqual(['ines@x.example', 'no address \ufffd'])
  })
})
