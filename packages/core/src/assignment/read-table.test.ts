import { describe, expect, test } from 'vitest'
import type { ReadingChoice, TableCell } from './people-reading.ts'
import { readTable } from './read-table.ts'

function tableOf(text: string): { number: number; cells: TableCell[] }[] {
  return text.split('\n').map((line, index) => ({ number: index + 1, cells: line.split(';') }))
}

function columns(text: string, choice: ReadingChoice = {}, headings: Record<string, string> = {}) {
  return readTable(tableOf(text), { choice, headings }).columns.map(({ role }) => role)
}

function untils(text: string, choice: ReadingChoice = {}) {
  return readTable(tableOf(text), { choice }).rows.map(({ until, problem }) => until ?? problem?.code ?? null)
}

describe('headings', () => {
  test.each([
    ['E-mail Address ;First Name;Last Name;Team', ['address', 'first', 'last', 'team']],
    ['EMAIL;Vorname;Nachname', ['address', 'first', 'last']],
    ['Primary Email;Display Name', ['address', 'name']],
    ['Lizenz;Gültig bis;E-Mail;Notiz', ['product', 'until', 'address', 'note']],
    ['Adresse e-mail;Prénom;Nom;Équipe;Date de fin', ['address', 'first', 'last', 'team', 'until']],
    [
      'Correo electrónico;Nombre;Apellidos;Producto;Válido hasta',
      ['address', 'first', 'last', 'product', 'until'],
    ],
    ['E-mail;Nome;Sobrenome;Produto;Validade', ['address', 'first', 'last', 'product', 'until']],
    ['Indirizzo e-mail;Cognome;Prodotto;Scadenza', ['address', 'last', 'product', 'until']],
    ['E-mailadres;Voornaam;Achternaam;Licentie;Geldig tot', ['address', 'first', 'last', 'product', 'until']],
    ['メールアドレス;姓;名;製品;有効期限', ['address', 'last', 'first', 'product', 'until']],
    ['邮箱;姓名;团队;产品;有效期至', ['address', 'name', 'team', 'product', 'until']],
    ['이메일;이름;팀;제품;만료일', ['address', 'name', 'team', 'product', 'until']],
  ])('%s are understood, whatever their case and signs (O-22)', (line, roles) => {
    const { columns, unsettled } = readTable(tableOf(`${line}\nx`))
    expect(columns.map(({ role }) => role)).toEqual(roles)
    expect(unsettled.columns).toEqual([])
  })

  test('of days nobody asked for are no names, and a second address is for a person to say (O-22)', () => {
    const list =
      'first.name;last-name;LASTUPDATED;LastLogin;email;Email 2\nAnn;Berg;2027;2027;a@x.example;b@x.example'
    const { columns, unsettled, rows, notes } = readTable(tableOf(list))
    expect(columns.map(({ role }) => role)).toEqual(['first', 'last', 'ignore', 'ignore', 'address', null])
    expect(unsettled.columns).toEqual([5])
    expect(notes).toEqual([{ kind: 'columns_ignored', headings: ['LASTUPDATED', 'LastLogin'] }])
    expect(rows.map(({ name, address }) => [name, address?.key])).toEqual([['Ann Berg', 'a@x.example']])
  })

  test('that are the same twice are both for a person to say (O-22)', () => {
    const list = 'Email;Email;Name\na@x.example;b@x.example;Ann'
    expect(readTable(tableOf(list)).unsettled.columns).toEqual([0, 1])
    const settled = readTable(tableOf(list), { choice: { roles: { 0: 'ignore', 1: 'address' } } })
    expect(settled.unsettled.columns).toEqual([])
    expect(settled.rows[0]?.address?.key).toBe('b@x.example')
  })

  test('that nobody knows are asked for all at once, with samples (O-22)', () => {
    const list = 'Konto;Dienst;Email\n17;Vertrieb;a@x.example\n18;Vertrieb;b@x.example'
    const { columns, unsettled } = readTable(tableOf(list))
    expect(unsettled.columns).toEqual([0, 1])
    expect(columns.slice(0, 2).map(({ key, samples }) => [key, samples])).toEqual([
      ['konto', ['17', '18']],
      ['dienst', ['Vertrieb']],
    ])
  })

  test('are remembered by what the organization has said, and a choice comes first', () => {
    const list = 'Konto;Dienst;Email\n17;Blue;a@x.example'
    const memory = { konto: 'ignore', dienst: 'team', email: 'nonsense', constructor: 'name' }
    expect(columns(list, {}, memory)).toEqual(['ignore', 'team', 'address'])
    expect(columns(list, { roles: { 1: 'note' } }, memory)).toEqual(['ignore', 'note', 'address'])
  })

  test('nobody knows over a column of addresses are headings all the same', () => {
    const { rows, unsettled } = readTable(tableOf('Konto;Wer\na@x.example;Ann\nb@x.example;Bo'))
    expect(rows.map(({ line, address }) => [line, address?.key])).toEqual([
      [2, 'a@x.example'],
      [3, 'b@x.example'],
    ])
    expect(unsettled.columns).toEqual([0, 1])
  })

  test('may stand below a title and a date, which are named and not read', () => {
    const list = 'Staff of Harrow & Vale\nAs of;2027-01-12\nE-mail;Vorname\na@x.example;Ann'
    const { rows, notes } = readTable(tableOf(list))
    expect(rows.map(({ line, name }) => [line, name])).toEqual([[4, 'Ann']])
    expect(notes).toEqual([{ kind: 'above_heading', rows: [1, 2] }])
  })

  test('that would grant power are named and read as nothing (O-30)', () => {
    const list =
      'email;team;role;admin;owner;organizationId;seats;id\nnew1@example.org;Blue;owner;true;true;other-org;999;1'
    const { rows, notes } = readTable(tableOf(list))
    expect(notes).toEqual([
      { kind: 'columns_ignored', headings: ['role', 'admin', 'owner', 'organizationId', 'seats', 'id'] },
    ])
    expect(rows.map(({ address, team, product, note }) => [address?.key, team, product, note])).toEqual([
      ['new1@example.org', 'Blue', '', ''],
    ])
  })
})

describe('a column of days', () => {
  const list = ['12/01/2027', '25/01/2027', '2027-01-12', '1/2/27', '46399', '31/02/2027', 'tomorrow', '']
  const table = (days: readonly string[]) =>
    `email;expires\n${days.map((day, n) => `p${n}@x.example;${day}`).join('\n')}`

  test('is read in the order one of its days shows; what is no day is an error of its row (O-27)', () => {
    const { dateOrder, unsettled } = readTable(tableOf(table(list)))
    expect([dateOrder, unsettled.dateOrder]).toEqual(['day_first', false])
    expect(untils(table(list))).toEqual([
      ...['2027-01-12', '2027-01-25', '2027-01-12', '2027-02-01', '2027-01-12'],
      ...['row_date_unread', 'row_date_unread', null],
    ])
  })

  test('that shows no order is asked for, once, and nothing is guessed (O-27)', () => {
    const either = table(['12/01/2027', '1/2/27', '2027-01-12'])
    expect(readTable(tableOf(either)).unsettled.dateOrder).toBe(true)
    expect(untils(either)).toEqual(['row_date_unread', 'row_date_unread', '2027-01-12'])
    expect(untils(either, { dateOrder: 'month_first' })).toEqual(['2027-12-01', '2027-01-02', '2027-01-12'])
    expect(untils(either, { dateOrder: 'day_first' })).toEqual(['2027-01-12', '2027-02-01', '2027-01-12'])
  })

  test('that shows both orders is asked for as well (O-27)', () => {
    const both = table(['25/01/2027', '01/25/2027', '1/2/2027'])
    expect(readTable(tableOf(both)).unsettled.dateOrder).toBe(true)
    expect(untils(both, { dateOrder: 'day_first' })).toEqual(['2027-01-25', 'row_date_unread', '2027-02-01'])
  })
})

test('a person may be in a file once for each product, and twice for none (O-28)', () => {
  const list = 'licence;email\nDraw Suite 2027;a@x.example\nDraw Suite 2027 ;A@x.example\nLOOM;a@x.example'
  const { rows } = readTable(tableOf(list))
  expect(rows.map(({ product, repeats }) => [product, repeats])).toEqual([
    ['Draw Suite 2027', null],
    ['Draw Suite 2027', 2],
    ['LOOM', null],
  ])
})

test('rows with neither name nor address are nobody, and are counted', () => {
  const { rows, notes } = readTable(tableOf('email;name;team\na@x.example;Ann;Blue\n;;Blue\n;;\n;Bo;Blue'))
  expect(rows.map(({ line, problem }) => [line, problem?.code])).toEqual([
    [2, undefined],
    [5, 'no_address'],
  ])
  expect(notes).toEqual([{ kind: 'without_person', count: 2 }])
})

test('what could not be calculated matters only in a column that is read (O-24)', () => {
  const cells = (address: TableCell, other: TableCell) => [address, other]
  const rows = [
    { number: 1, cells: cells('Email', 'id') },
    { number: 2, cells: cells('a@x.example', { text: '', fault: '#REF!' }) },
    { number: 3, cells: cells({ text: '', fault: '#N/A' }, '3') },
    { number: 4, cells: cells('', { text: '', fault: '#N/A' }) },
  ]
  const read = readTable(rows).rows
  expect(read.map(({ line, address, problem }) => [line, address?.key, problem?.code])).toEqual([
    [2, 'a@x.example', undefined],
    [3, undefined, 'row_cell_faulty'],
  ])
})
