import { roles } from '@claviger/core/teams/permission-matrix'
import { expect, test } from 'vitest'
import { type letters, renderLetter } from '../app.ts'
import type { FactsOf, LetterPlace } from './letter.ts'
import de from './words/de.json' with { type: 'json' }
import enGB from './words/en-GB.json' with { type: 'json' }
import enUS from './words/en-US.json' with { type: 'json' }

const place: LetterPlace = {
  publicOrigin: 'https://licenses.fenwick.example',
  to: 'j.voss@harrowvale.example',
  vendor: {
    name: 'Fenwick Tools',
    replyTo: 'help@fenwick.example',
    locale: 'en-US',
    timeZone: 'Europe/Berlin',
  },
}

const token = '7kq2m97kq2m97kq2m97kq2m97k'
const ordered = {
  orderNumber: '2026-0184',
  company: 'Harrow & Vale',
  product: 'Loomwright',
  quantity: 25,
  term: 'year',
  netMinor: '547500',
  currency: 'EUR',
} as const
const tokenFacts = {
  ...{ by: 'Ines Okafor', byAddress: 'ines.okafor@harrowvale.example', token: 'Nightly sync' },
  ...{ organization: 'Harrow & Vale', team: 'Mobile', at: '2026-11-25T09:42:00Z' },
  path: '/o/harrow-vale/t/2000001/api',
}
const invitationId = '0191d3a0-0000-7000-8000-000000000001'

const waiting = {
  ...{ by: 'Ines Okafor', byAddress: 'ines.okafor@harrowvale.example', organization: 'Harrow & Vale' },
  address: 'j.voss@harrowvale.example',
} as const
const taken = {
  ...{ link: 'Autumn starters', invitationId, organization: 'Harrow & Vale', slug: 'harrow-vale' },
  ...{ product: 'Loomwright', address: 'j.voss@harrowvale.example', cap: 25 },
}
const byLink = {
  ...{ invitationId, link: 'Autumn starters', product: 'Loomwright', cap: 25, count: 8, taken: 19 },
  people: [
    { person: 'Noor El-Sayed' },
    { person: 'Jürgen Voß' },
    { person: 'Amaya Holder' },
    { person: 'Lí Ming' },
    { person: 'Ravi Menon' },
    { person: 'cleo@harrowvale.example' },
  ],
}
const loom = {
  ...{ product: 'Loomwright', licenseId: 'V2MD71BHX4', door: token, givenOn: '2026-11-25' },
  until: '2027-03-14',
}

const asked = {
  ...{ by: 'Ines Okafor', organization: 'Harrow & Vale', address: 'j.voss@harrowvale.example' },
  ...{ door: token, dueOn: '2026-12-09', timeZone: 'Europe/London' },
  licenses: [{ licenseId: 'CL7K3M9QXW', product: 'Loomwright', lastSeenAt: '2026-08-03T09:42:00Z' }],
} as const

/** One example of every kind: a kind without one does not compile. */
const samples: { readonly [Kind in keyof typeof letters]: FactsOf<(typeof letters)[Kind]> } = {
  code: {
    digits: '482913',
    purpose: { kind: 'take', organization: 'Harrow & Vale', product: 'Loomwright' },
    validUntil: '2026-11-25T09:42:00Z',
  },
  activation_code: {
    ...{ by: 'Ines Okafor', organization: 'Harrow & Vale', organizationId: 1000001, product: 'Loomwright' },
    ...{ licenseId: 'CL7K3M9QXW', address: 'j.voss@harrowvale.example', note: 'Good weaving.' },
    ...{
      activationCode: 'Activation code CL7K3M9QXW\neyJhbGciOi.x.y',
      fileName: 'loomwright-CL7K3M9QXW.txt',
    },
    ...{ validUntil: '2027-03-21', keeps: [{ code: 'LOOM', name: 'Loomwright', release: '6.2' }] },
  },
  newer_code: {
    ...{ why: 'renewal', organization: 'Harrow & Vale', organizationId: 1000001, product: 'Loomwright' },
    ...{ licenseId: 'CL7K3M9QXW', address: 'j.voss@harrowvale.example', oldUntil: '2027-03-21' },
    ...{
      activationCode: 'Loomwright activation code\neyJhbGciOi.x.y',
      fileName: 'loomwright-CL7K3M9QXW.txt',
    },
    ...{ validUntil: '2028-03-21', keeps: [{ code: 'LOOM', name: 'Loomwright', release: '6.4' }] },
  },
  code_requested: {
    ...{ person: 'Jürgen Voß', address: 'j.voss@harrowvale.example', organization: 'Harrow & Vale' },
    ...{ slug: 'harrow-vale', product: 'Loomwright', licenseId: 'CL7K3M9QXW' },
    ...{ requestId: invitationId, reason: 'The loom in the cellar has no network.' },
  },
  code_denied: {
    ...{ by: 'Ines Okafor', organization: 'Harrow & Vale', organizationId: 1000001, product: 'Loomwright' },
    ...{ licenseId: 'CL7K3M9QXW', note: 'Tell me the machine first.' },
  },
  new_sign_in: { at: '2026-11-25T09:42:00Z', browser: 'Firefox', system: 'Linux' },
  role_offered: {
    by: 'Ines Okafor',
    byAddress: 'ines.okafor@harrowvale.example',
    organization: 'Harrow & Vale',
    role: 'team_administrator',
    team: 'Mobile',
    path: `/role/1000001/${invitationId}`,
  },
  staff_added: { by: 'Pia Fenwick', role: 'owner' },
  token_created: tokenFacts,
  token_rotated: tokenFacts,
  token_revoked: { ...tokenFacts, team: null },
  api_switched: {
    ...{ by: 'Ines Okafor', state: 'on', organization: 'Harrow & Vale' },
    ...{ at: '2026-11-25T09:42:00Z', path: '/o/harrow-vale/api' },
  },
  order_certificate: {
    ...ordered,
    startsOn: '2026-03-15',
    paidThrough: '2027-03-14',
    unpaid: true,
    dueOn: '2026-04-14',
    claim: token,
    licensesPath: null,
    managerAddress: null,
  },
  licenses_to_manage: {
    ...ordered,
    buyer: 'Mara Adler',
    buyerAddress: 'm.adler@harrowvale.example',
    claim: token,
  },
  order_received: { ...ordered, waitsFor: 'confirmation', door: token },
  order_to_confirm: {
    ...ordered,
    waitsFor: 'confirmation',
    orderId: invitationId,
    buyer: 'Mara Adler',
    buyerAddress: 'm.adler@harrowvale.example',
  },
  order_cancelled: { ...ordered, note: 'You asked us to.' },
  fresh_claim: { ...ordered, claim: token },
  became_administrator: { organization: 'Harrow & Vale', slug: 'harrow-vale', seats: 25 },
  license_assigned: {
    by: 'Ines Okafor',
    byAddress: 'ines.okafor@harrowvale.example',
    organization: 'Harrow & Vale',
    product: 'Loomwright',
    door: token,
    licenseId: 'V2MD71BHX4',
    paidThrough: '2027-03-14',
    address: 'j.voss@harrowvale.example',
    connected: false,
  },
  license_connected: {
    organization: 'Harrow & Vale',
    product: 'Loomwright',
    licenseId: 'V2MD71BHX4',
    paidThrough: '2027-03-14',
    address: 'j.voss@harrowvale.example',
  },
  reminder_3: {
    ...waiting,
    ...{ number: 1, nextOn: '2026-12-05' },
    licenses: [{ ...loom, by: 'Ines Okafor' }],
  },
  reminder_10: { ...waiting, number: 2, nextOn: null, licenses: [{ ...loom, by: 'Ines Okafor' }] },
  reminder_by_hand: {
    ...waiting,
    ...{ number: 0, nextOn: null },
    licenses: [
      { ...loom, by: 'Ines Okafor' },
      { ...loom, by: 'Pekka Lahtinen', product: 'Ferrule', licenseId: 'CL7K3M9QXW' },
    ],
  },
  keep_question: asked,
  keep_reminder: asked,
  license_ends_soon: {
    ...{ organization: 'Harrow & Vale', address: 'j.voss@harrowvale.example', endsOn: '2027-01-12' },
    licenses: [{ licenseId: 'CL7K3M9QXW', product: 'Loomwright' }],
  },
  license_revoked: {
    by: 'Ines Okafor',
    byAddress: 'ines.okafor@harrowvale.example',
    organization: 'Harrow & Vale',
    product: 'Loomwright',
    licenseId: 'V2MD71BHX4',
    at: '2026-11-25T09:42:00Z',
    timeZone: 'America/Los_Angeles',
  },
  daily_digest: {
    ...{ organization: 'Harrow & Vale', slug: 'harrow-vale', from: '2026-11-24', through: '2026-11-24' },
    links: [{ ...byLink, teamId: 2_000_001 }],
    ...{ requests: 2, codeRequests: 1, lettersFailed: 3, kept: 5, givenBack: 1, freed: 2 },
    jobs: [{ teamId: 2_000_001, jobId: invitationId, done: 190, left: 4, stopped: false }],
  },
  link_taken: { ...taken, taken: 9, left: 16 },
  link_nearly_used: { ...taken, taken: 23, left: 2 },
  link_used_up: {
    link: 'Autumn starters',
    invitationId,
    organization: 'Harrow & Vale',
    slug: 'harrow-vale',
    product: 'Loomwright',
    cap: 25,
  },
  job_ended: {
    ...{ kind: 'assign', jobId: invitationId, teamId: null, product: 'Loomwright' },
    ...{ organization: 'Harrow & Vale', slug: 'harrow-vale', timeZone: 'Europe/Berlin' },
    ...{ startedAt: '2026-11-25T09:42:00Z', done: 1920, skipped: 12, refused: 2, stopped: 0 },
  },
  license_asked_back: {
    requestId: invitationId,
    address: 'j.voss@harrowvale.example',
    product: 'Loomwright',
    licenseId: 'V2MD71BHX4',
    note: 'I have one more fair to prepare.',
    organization: 'Harrow & Vale',
    slug: 'harrow-vale',
    timeZone: 'Europe/Berlin',
    by: 'Ines Okafor',
    at: '2026-11-25T09:42:00Z',
  },
  request_declined: {
    ...{ address: 'noor@harrowvale.example', product: 'Ferrule', organization: 'Harrow & Vale' },
    ...{ by: 'Ines Okafor', byAddress: 'ines.okafor@harrowvale.example', note: 'Use the spare one first.' },
  },
  license_requested: {
    ...{ requestId: invitationId, name: 'Noor El-Sayed', last: true },
    address: 'noor@harrowvale.example',
    proved: true,
    note: 'For the new loom, please.',
    reason: 'link_used_up',
    link: 'Autumn starters',
    invitationId,
    organization: 'Harrow & Vale',
    slug: 'harrow-vale',
    product: 'Ferrule',
    freeSeats: 3,
  },
}

const locales = ['en-US', 'en-GB', 'de']
const everyLetter = Object.entries(samples).flatMap(([kind, facts]) =>
  locales.map((locale) => [kind, locale, facts] as const),
)

const render = (kind: string, facts: object, locale = 'en-US') =>
  renderLetter({ id: invitationId, kind, locale, facts }, place)

const linksIn = (html: string) => [...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url ?? '')

test.each(everyLetter)(
  '%s in %s is complete, small and readable in both its parts',
  async (kind, locale, facts) => {
    const { subject, text, html } = await render(kind, facts, locale)
    for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\{|\}\}|undefined|\[object|NaN/)
    expect(subject.length).toBeGreaterThan(5)
    expect(Buffer.byteLength(html)).toBeLessThan(90_000)
    expect(html).toContain(`<html lang="${locale}" dir="ltr">`)
    expect(html).toContain(`<title>`)
    expect(html).not.toMatch(/<img|<script|<link|url\(/)
    for (const url of linksIn(html)) {
      expect(url.startsWith(`${place.publicOrigin}/`)).toBe(true)
      expect(text.split('\n').map((line) => line.trim())).toContain(url)
    }
    for (const line of text.split('\n')) expect(line.length <= 72 || !line.trim().includes(' ')).toBe(true)
  },
)

test.each(everyLetter)('%s in %s says why it came, last', async (kind, locale, facts) => {
  const { text } = await render(kind, facts, locale)
  const paragraphs = text.trim().split('\n\n')
  expect(paragraphs.at(-2)).toMatch(/^(You get this mail because|Sie bekommen diese Nachricht, weil)/)
})

test('the code is the first thing in the subject, and whole in both parts', async () => {
  const { subject, text, html } = await render('code', samples.code)
  expect(subject).toBe('482 913 is your code')
  expect(text).toContain('\n   482913\n')
  expect(html.replace(/<[^>]+>/g, '')).toContain('482913')
  expect(text).toContain('Good until 10:42')
})

test('the letter with a license reads as the design has it', async () => {
  const { text } = await render('license_assigned', samples.license_assigned)
  expect(text).toBe(`Ines Okafor at Harrow & Vale gave you Loomwright.

To start using it:

1. Connect the license to your address. No password is needed.
   https://licenses.fenwick.example/a/${token}

2. Get Loomwright and open it on your computer.

3. Sign in there with j.voss@harrowvale.example

  License ID  V2MD7-1BHX4
  Good until  March 14, 2027

Connect this license:
https://licenses.fenwick.example/a/${token}

You get this mail because Ines Okafor entered your address. Not you, or
not wanted? Tell them: ines.okafor@harrowvale.example

From Fenwick Tools
`)
})

test.each(roles)('the offer to be %s says what it asks and what it allows', async (role) => {
  const asked = { ...samples.role_offered, role, team: role.startsWith('team_') ? 'Mobile' : null }
  for (const locale of ['en-US', 'de'] as const) {
    const { subject, text } = await render('role_offered', asked, locale)
    expect(subject).toContain('Ines Okafor')
    expect(text).not.toMatch(/role_|\{\{/)
  }
})

test('a license whose paid time is over is not called good until then: what stays is named', async () => {
  const facts = { ...samples.license_assigned, lapsed: true }
  const { text } = await render('license_assigned', facts)
  expect(text).toContain('goes on working for good')
  expect(text).toContain('Was paid until')
  expect(text).not.toContain('Good until')
})

test('times are told in the zone of those they concern', async () => {
  const { text } = await render('license_revoked', samples.license_revoked)
  expect(text).toContain('November 25, 2026 at 1:42')
})

test('British letters never show American spelling of licence', async () => {
  for (const [kind, facts] of Object.entries(samples)) {
    const { subject, text } = await render(kind, facts, 'en-GB')
    const words = `${subject}\n${text}`.replaceAll(place.publicOrigin, '').replaceAll(/\/(o|me)\/\S+/g, '')
    expect(words).not.toMatch(/\blicenses?\b/i)
  }
})

test('German has every sentence, British English only overrides', () => {
  expect(Object.keys(de).sort()).toEqual(Object.keys(enUS).sort())
  for (const key of Object.keys(enGB)) expect(Object.keys(enUS)).toContain(key)
})

test('letters of one order form one thread, and each has one Message-ID for good', async () => {
  const { headers } = await render('order_received', samples.order_received)
  const { headers: later } = await render('order_certificate', samples.order_certificate)
  expect(later.References).toBe(headers.References)
  expect(headers['Message-ID']).toBe(`<${invitationId}@licenses.fenwick.example>`)
  expect(headers['Auto-Submitted']).toBe('auto-generated')
})

const assignedBy = (by: string, organization: string) =>
  render('license_assigned', { ...samples.license_assigned, by, organization })

/** Facts that are a person's own words, wherever they come from. */
const freeWords = [
  ...['by', 'organization', 'team', 'company', 'product', 'buyer', 'note', 'link', 'browser', 'system'],
  ...['person', 'reason'],
]

function withWords(facts: object, words: string): object {
  if (Array.isArray(facts)) return facts.map((one) => withWords(one, words))
  const pairs = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null
      ? withWords(value, words)
      : typeof value === 'string' && freeWords.includes(name)
        ? words
        : value,
  ])
  return Object.fromEntries(pairs)
}

const hostile = [
  '</h2><a href="https://evil.test">Verify now</a>',
  'Prize at www.evil.test/win',
  'www.1evil.test evil。test',
  'Mail me: eve@evil.test',
  'javascript:alert(1)',
  'http://10.0.0.1/x',
  'Eve\r\nBcc: all@example.org',
  'Ada\u202egnp.exe \u2066x',
]

test.each(everyLetter)(
  'whatever people call themselves, %s in %s has no markup, link, line or direction of theirs (O-38)',
  async (kind, locale, facts) => {
    for (const words of hostile) {
      const { subject, text, html } = await render(kind, withWords(facts, words), locale)
      for (const url of linksIn(html)) expect(url).not.toMatch(/evil|10\.0/)
      for (const part of [subject, text, html]) {
        expect(part).not.toMatch(
          /www\.|evil[.。]test|https?:\/\/(evil|10)|eve@evil|all@example|javascript:alert/,
        )
        expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2067]/)
      }
      expect(subject).not.toMatch(/[\r\n]/)
      expect(html).not.toMatch(/<\/h2><a/)
    }
  },
)

test('a name cannot turn the text after it around (O-38)', async () => {
  const { subject, text, html } = await assignedBy('Ada\u202egnp.exe', 'Harrow & Vale')
  for (const part of [subject, text, html]) expect(part).not.toMatch(/[\u202a-\u202e]/)
  const hebrew = await assignedBy('עדה כהן', 'Harrow & Vale')
  expect(hebrew.subject).toBe('\u2068עדה כהן\u2069 gave you Loomwright')
})

test('an honest name with marks of its own appears exactly so (O-38)', async () => {
  const name = "O'Neill & Søns <3"
  const { subject, text, html } = await assignedBy(name, 'Harrow & Vale')
  expect(subject).toBe(`${name} gave you Loomwright`)
  expect(text).toContain(name)
  const shown = html.replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
  expect(shown).toContain(name)
})

test('sums are exact beyond what a number holds', async () => {
  const facts = { ...samples.order_received, netMinor: '900719925474099301', currency: 'EUR' }
  expect((await render('order_received', facts)).text).toContain('€9,007,199,254,740,993.01')
  const yen = { ...samples.order_received, netMinor: '5475', currency: 'JPY' }
  expect((await render('order_received', yen)).text).toContain('¥5,475 plus VAT')
})
