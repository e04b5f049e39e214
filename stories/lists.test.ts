import { strToU8, zipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { type Customer, foundVendor, ines, planOf, sellMore, widenCatalog, winCustomer } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let customer: Customer
let mobile: number

beforeAll(async () => {
  await foundVendor(place.house)
  await widenCatalog(place.house)
  customer = await winCustomer(place.house, 300)
  mobile = await sellMore(place.house, customer, 85, { productCode: 'FERR', newTeamName: 'Mobile' })
})

interface SentFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

const textFile = (name: string, content: Buffer | string): SentFile => ({
  ...{ name, mimeType: 'text/csv', buffer: Buffer.from(content) },
})

/** Saved by a German spreadsheet: semicolons, no mark, and a heading nobody knows. */
const windows1252 = textFile(
  'Neue im M\u00e4rz.csv',
  Buffer.from(
    [
      'Vorname;Nachname;E-Mail;Abteilung',
      'J\u00fcrgen;Vo\u00df;j.voss@harrowvale.example;Mobile',
      'Ros\u00e9lie;M\u00fcller;rosa@harrowvale.example;Mobile',
      '',
    ].join('\r\n'),
    'latin1',
  ),
)

const sheetOf = (rows: readonly (readonly string[])[]) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map(
      (cells) => `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
    )
    .join('')}</sheetData></worksheet>`

/** A workbook with these tabs, as small as one can be. */
function workbook(name: string, tabs: Readonly<Record<string, readonly (readonly string[])[]>>): SentFile {
  const names = Object.keys(tabs)
  const office = 'http://schemas.openxmlformats.org'
  const rel = (index: number) =>
    `<Relationship Id="rId${index + 1}" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets>${names
      .map((tab, index) => `<sheet name="${tab}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${office}/package/2006/relationships">${names.map((_, index) => rel(index)).join('')}</Relationships>`,
    ...Object.fromEntries(
      Object.values(tabs).map((rows, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetOf(rows)]),
    ),
  }
  const packed = Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)]))
  const mimeType = `application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`
  return { name, mimeType, buffer: Buffer.from(zipSync(packed)) }
}

/** Lets a file fall on the box; as much effort as a press. */
async function drop(visitor: Visitor, { name, mimeType, buffer }: SentFile): Promise<void> {
  visitor.effort.clicks += 1
  const carried = await visitor.page.evaluateHandle(
    ([bytes, called, type]) => {
      const transfer = new DataTransfer()
      const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([content], called, { type }))
      return transfer
    },
    [buffer.toString('base64'), name, mimeType] as const,
  )
  await visitor.page.getByLabel('People', { exact: true }).dispatchEvent('drop', { dataTransfer: carried })
}

/** Chooses a file by its button and looks at it, as one does without scripts. */
async function choose(visitor: Visitor, file: SentFile, from = ''): Promise<void> {
  await visitor.open(`/o/${customer.slug}/assign${from}`)
  await visitor.page.getByLabel('Or a file').setInputFiles(file)
  await visitor.press('Look at the list')
}

/** Who holds the product, by team. */
async function holders(productCode: string): Promise<{ readonly address: string; readonly team: number }[]> {
  const actor = await place.house.actor(ines)
  const page = planOf(
    await place.house.app.views.licensesPage(actor, {
      ...{ organizationId: customer.organizationId, filter: { products: [productCode] } },
      ...{ sort: 'position', descending: false, page: 1, perPage: 1000 },
    }),
  )
  return page.rows.flatMap(({ person, team }) => (person ? [{ address: person.address, team: team.id }] : []))
}

test('a spreadsheet of a Windows code page is dropped, told what an unknown heading means, and handed out; the next one knows', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/assign?product=FERR&team=${mobile}`)
  await budget({ clicks: 5, fields: 0 }, visitor, async () => {
    await drop(visitor, windows1252)
    await visitor.arrives('Neue im März.csv')
    await visitor.sees(/windows-1252, semicolons/)
    await visitor.sees('Jürgen Voß')
    await visitor.choose('What Abteilung holds', 'Team')
    await visitor.press('Read it like this')
    await visitor.sees(/2 ready, 0 need a look/)
    await visitor.press('Assign 2 licenses')
    await visitor.arrives('2 licenses assigned')
  })
  expect((await holders('FERR')).filter(({ team }) => team === mobile)).toEqual([
    { address: 'j.voss@harrowvale.example', team: mobile },
    { address: 'rosa@harrowvale.example', team: mobile },
  ])
  await visitor.open(`/o/${customer.slug}/assign?product=FERR&team=${mobile}`)
  await drop(visitor, windows1252)
  await visitor.sees(/0 ready, 0 need a look, 2 skipped/)
  expect(await visitor.page.getByText('needs a word from you').count()).toBe(0)
  await visitor.press('Forget this list')
  await visitor.arrives('Assign licenses')
})

test('a workbook with two lists asks which tab is meant, and which way its dates are read (O-25, O-27)', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/assign`)
  await drop(
    visitor,
    workbook('people.xlsx', {
      Old: [['E-mail'], ['gone@harrowvale.example']],
      Staff: [
        ['E-mail', 'Valid until'],
        ['seun@harrowvale.example', '12/01/2027'],
        ['tess@harrowvale.example', 'tomorrow'],
      ],
    }),
  )
  await visitor.sees('Which tab holds the list?')
  await visitor.findsNothingWrong()
  await visitor.press('Staff')
  await visitor.press('Read it like this')
  await visitor.sees('This date can be read in two ways: 12/01/2027. Say above which day is meant.')
  await visitor.findsNothingWrong()
  await visitor.press('January 12, 2027')
  await visitor.press('Read it like this')
  await visitor.sees('Jan 12, 2027')
  await visitor.sees('This is no date: tomorrow. Write it as 2027-01-31.')
  await visitor.press('Assign for good')
  await visitor.press('Assign 2 licenses')
  await visitor.arrives('2 licenses assigned')
})

test('the same by keyboard alone, up to the report', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/assign`)
  await drop(visitor, textFile('keys.csv', 'E-mail;Abteilung X\r\nkim@harrowvale.example;Blue\r\n'))
  await visitor.arrives('keys.csv')
  await visitor.pressByKeys('Assign 1 license')
  await visitor.arrives('1 license assigned')
})

test('without scripts a file is sent by its button; its own columns give nobody any power (O-30)', async () => {
  const visitor = await place.house.visitor({ scripts: false }, ines)
  await choose(
    visitor,
    textFile(
      'malicious.csv',
      'email,team,role,admin,owner,organizationId,seats,id\r\nnew1@harrowvale.example,Blue,owner,true,true,other-org,999,1\r\n',
    ),
  )
  await visitor.sees(/role, admin, owner, organizationId, seats, and id/)
  await visitor.sees('You have no team called Blue to give from.')
  await visitor.page.getByLabel('Blue').selectOption({ label: customer.name })
  await visitor.press('Read it like this')
  await visitor.press('Assign 1 license')
  await visitor.arrives('1 license assigned')
  const actor = await place.house.actor(ines)
  const admins = planOf(
    await place.house.app.views.administratorsPage(actor, { slug: customer.slug, team: null }),
  )
  expect(JSON.stringify(admins)).not.toContain('new1@')
  expect(await holders('LOOM')).toContainEqual({ address: 'new1@harrowvale.example', team: customer.teamId })
})

test('84 rows with one product take 84 licenses of it, whatever stands in other columns; a name of nothing is an error of its row (O-28)', async () => {
  const drawing = await sellMore(place.house, customer, 85, { productCode: 'FERR', newTeamName: 'Drawing' })
  const visitor = await place.house.visitor({ scripts: false }, ines)
  const rows = Array.from({ length: 84 }, (_, index) => {
    const product = index % 3 === 0 ? 'Ferrule ' : index % 3 === 1 ? 'ferrule' : 'FERR'
    return `${product},85,draw.${index + 1}@harrowvale.example`
  })
  const wrong = 'Ferule,85,draw.85@harrowvale.example'
  const file = textFile('draw.csv', ['licence,seats,email', ...rows, wrong].join('\r\n'))
  await choose(visitor, file, `?product=FERR&team=${drawing}`)
  await visitor.sees('You have no product called Ferule to give.')
  await visitor.sees('84 ready, 1 need a look, 0 skipped. 84 of 85 free seats.')
  await visitor.press('Assign 84 licenses')
  await visitor.arrives('84 licenses assigned')
  await visitor.sees(/1 was not assigned/)
  const held = (await holders('FERR')).filter(({ address }) => address.startsWith('draw.'))
  expect([held.length, new Set(held.map(({ team }) => team))]).toEqual([84, new Set([drawing])])
})

test('of a batch with a bad address each row has its result, and the box keeps only what is to be put right (O-14)', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/assign`)
  await visitor.paste('People', 'member@harrowvale.example')
  await visitor.press('Assign 1 license')
  await visitor.arrives('1 license assigned')
  await visitor.open(`/o/${customer.slug}/assign`)
  await visitor.paste(
    'People',
    [
      ...['good1@harrowvale.example', 'not-an-address', 'member@harrowvale.example'],
      ...['good1@harrowvale.example', 'good2@harrowvale.example'],
    ].join('\n'),
  )
  await visitor.sees('2 ready, 1 need a look, 2 skipped.')
  await visitor.press('Assign 2 licenses')
  await visitor.arrives('2 licenses assigned')
  await visitor.sees('Not done 1')
  await visitor.sees('Skipped 2')
  await visitor.press('Put 1 line right')
  await visitor.arrives('Assign licenses')
  expect(await visitor.page.getByLabel('People', { exact: true }).inputValue()).toBe('not-an-address')
})

test('when seats are short, who gets one is chosen by ticks, and the list is still there after buying more', async () => {
  const visitor = await place.house.visitor({}, ines)
  await sellMore(place.house, customer, 2, { productCode: 'ALL', newTeamName: 'Research' })
  await visitor.open(`/o/${customer.slug}/assign?product=ALL&team=${await teamCalled('Research')}`)
  await visitor.paste('People', 'one@harrowvale.example\ntwo@harrowvale.example\nthree@harrowvale.example')
  await visitor.sees('2 seats are free, your list has 3 people.')
  await visitor.sees('Seats go to the rows in the order of the list.')
  await visitor.press('Choose who')
  await visitor.sees(/Ticked people get a license/)
  await visitor.findsNothingWrong()
  await visitor.page.getByLabel('one@harrowvale.example').uncheck()
  await visitor.press('Assign 1 license')
  await visitor.arrives('1 license assigned')
  expect(await holders('ALL')).toMatchObject([{ address: 'two@harrowvale.example' }])
  await visitor.open(`/o/${customer.slug}/assign?product=ALL&team=${await teamCalled('Research')}`)
  await visitor.paste('People', 'four@harrowvale.example\nfive@harrowvale.example')
  await visitor.press('Buy 1 more')
  await visitor.arrives(/order|Order|Check/)
  await visitor.open(`/o/${customer.slug}/assign`)
  await visitor.press('Pasted list')
  await visitor.sees('four@harrowvale.example')
})

async function teamCalled(name: string): Promise<number> {
  const actor = await place.house.actor(ines)
  const { teams } = planOf(await place.house.app.views.organizationBySlug(actor, { slug: customer.slug }))
  return teams.find((team) => team.name === name)?.id ?? 0
}

test('a long list goes on after its page has answered, tells whoever sent it of its end, and is undone whole', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/assign`)
  const rows = Array.from({ length: 1200 }, (_, index) => `Long ${index},long.${index}@harrowvale.example`)
  await drop(visitor, textFile('long.csv', ['name,email', ...rows].join('\n')))
  await visitor.press(/^Assign first/)
  await visitor.arrives(/licenses? assigned|Assigning/)
  await visitor.arrives(/licenses assigned/)
  const told = await place.house.mail.letters(ines)
  expect(told.filter(({ kind }) => kind === 'job_ended')).toHaveLength(1)
  await visitor.press('Undo')
  await visitor.sees(/Undone/)
})
