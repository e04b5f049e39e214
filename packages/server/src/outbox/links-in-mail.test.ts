import { expect, test } from 'vitest'
import { assigned, openPostOffice, token } from '../testing/post-office.ts'
import type { NewLetter } from './queue.ts'

const office = openPostOffice()
const shortOrigin = 'https://licenses.fenwick.example'
const longOrigin = 'https://licenses.engineering-tools.fenwick-and-daughters.example'
const id = '0191d3a0-0000-7000-8000-000000000001'

const offered: NewLetter = {
  ...{ kind: 'role_offered', organizationId: 0, locale: 'en-US' },
  to: { address: 'pekka@harrowvale.example', name: 'Pekka' },
  facts: {
    ...{ by: 'Ines', byAddress: 'ines@harrowvale.example', organization: 'Harrow & Vale' },
    ...{ role: 'administrator', team: null, path: `/role/1000001/${id}` },
  },
}

test.each([
  [shortOrigin, assigned('j.voss@harrowvale.example'), `/a/${token}`],
  [longOrigin, assigned('j.voss@harrowvale.example'), `/a/${token}`],
  [shortOrigin, offered, `/role/1000001/${id}`],
  [longOrigin, offered, `/role/1000001/${id}`],
])('from %s no line break of the mail falls into a link (O-13)', async (publicOrigin, letter, path) => {
  const server = await office.mailServer()
  await office.queue(letter as Parameters<typeof office.queue>[0])
  await office.delivery(server.url, { publicOrigin }).deliverDue()
  const [arrived] = server.arrived
  const url = publicOrigin + path
  for (const piece of (arrived?.raw ?? '').split('=\r\n'))
    for (const start of piece.matchAll(/https:/g)) expect(piece.slice(start.index)).toContain(url)
  expect(arrived?.mail.text?.split('\n').map((line) => line.trim())).toContain(url)
  expect(arrived?.mail.html).toContain(`href="${url}"`)
})
