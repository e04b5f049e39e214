import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { expect, test } from 'vitest'
import { wordsFrom } from '../words/create-words.ts'
import { readActivityAddress } from './activity-address.ts'
import { type ActivityWords, activitySentence, type Told } from './activity-sentence.ts'
import { actorWord } from './use-activity-words.ts'

const catalog = (locale: string, name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../words', locale, `${name}.json`), 'utf8'))

function wordsIn(locale: string): ActivityWords {
  const resources = { [locale]: { activity: catalog(locale, 'activity'), common: catalog(locale, 'common') } }
  const i18n = wordsFrom(locale, resources)
  const [activity, common] = [i18n.getFixedT(locale, 'activity'), i18n.getFixedT(locale, 'common')]
  return { activity: (key, facts = {}) => activity(key, facts), common: (key) => common(key) }
}

const amaya = { id: 'p', name: 'Amaya Ortiz', address: 'amaya@harrowvale.example' }
const web = { id: 1, name: 'Web' }
const told = (what: string, more: Partial<Told> = {}): Told => ({
  ...{ what, person: null, team: null, link: null, facts: {}, ...more },
})

test.each([
  [
    told('license_assigned', { person: amaya, facts: { product: 'Loomwright', address: amaya.address } }),
    'Assigned Loomwright to Amaya Ortiz (amaya@harrowvale.example)',
  ],
  [told('license_assigned', { facts: { address: 'li@x.example' } }), 'Assigned a license to li@x.example'],
  [told('license_moved', { team: web, facts: { from: 1, into: 2 } }), 'Moved the license to the team Web'],
  [told('invitation_paused', { link: { id: 'i', name: '' } }), 'Paused the link “a link without a name”'],
  [
    told('role_offered', { person: amaya, facts: { address: amaya.address, role: 'viewer' } }),
    'Offered Amaya Ortiz (amaya@harrowvale.example) a role: viewer',
  ],
  [told('team_renamed', { facts: { from: 'Web', name: 'Web & Co' } }), 'Renamed the team Web to Web & Co'],
  [told('activation_codes_handed_out', { facts: { count: 1200 } }), 'Handed out activation codes: 1,200'],
  [told('machine_signed_out', { facts: { machine: '' } }), 'Product signed out on a machine without a name'],
  [told('something_new'), 'something new'],
])('%j is told as a sentence', (entry, sentence) => {
  expect(activitySentence(entry, wordsIn('en-US'))).toBe(sentence)
})

test('the same is told in German', () => {
  const revoked = told('license_revoked', { person: amaya, facts: { product: 'Loomwright' } })
  expect(activitySentence(revoked, wordsIn('de'))).toBe(
    'Loomwright entzogen: Amaya Ortiz (amaya@harrowvale.example)',
  )
  expect(actorWord('claviger', wordsIn('de'))).toBe('Claviger selbst')
  expect(actorWord('Ines Okafor', wordsIn('de'))).toBe('Ines Okafor')
})

test('what a name looks like is never taken for words of ours', () => {
  const entry = told('team_created', { facts: { name: '{{who}} $t(activity)' } })
  expect(activitySentence(entry, wordsIn('en-US'))).toBe('Made the team {{who}} $t(activity)')
})

test.each([
  ['', {}],
  ['what=links&from=api&actor=Ines', { part: 'links', origin: 'api', actor: 'Ines' }],
  ['what=vendor&from=space&period=8&team=x', {}],
  ['period=7', { from: '2026-11-19' }],
  ['period=7&since=2026-11-01&until=2026-11-02', { from: '2026-11-01', to: '2026-11-02' }],
  ['since=2026-02-30&license=AB&person=p&team=12', { licenseId: 'AB', personId: 'p', inTeam: 12 }],
  ['page=0192&q=Ann', { before: '0192', search: 'Ann' }],
])('the address ?%s asks for its part of the log', (query, wanted) => {
  const read = readActivityAddress(new URLSearchParams(query), dateFrom('2026-11-25'))
  expect(Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))).toEqual(wanted)
})
