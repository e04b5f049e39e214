import { describe, expect, test } from 'vitest'
import { dateFrom } from '../kernel/calendar.ts'
import type { LicenseDocument } from './document.ts'
import { judgeLicense, type Question } from './judge-license.ts'
import { sampleLicense, sampleProduct } from './sample-license.ts'
import type { Verdict } from './verdict.ts'
import { wordsOf } from './verdict-words.ts'

function verdict(
  now: string,
  changes: Partial<LicenseDocument> = {},
  question: Partial<Question> = {},
): Verdict {
  return judgeLicense(sampleLicense(changes), {
    product: 'LOOM',
    release: '2.4',
    now: new Date(now),
    ...question,
  })
}

const online = { kind: 'online', serial: 0 } as const
const byDay = { products: [sampleProduct({ fallbackDate: '2025-03-10' })] }
const nothing = { products: [sampleProduct()] }
const at = Date.parse('2025-06-01T12:00:00Z') / 1000
const end = (why: 'revoked' | 'signed-out' | 'released') => ({
  ...online,
  revoked: { at, by: 'Moira Vale', why },
})

const cases: readonly (readonly [name: string, said: Verdict])[] = [
  ['valid', verdict('2026-03-01T12:00:00Z')],
  ['valid, by day', verdict('2026-03-01T12:00:00Z', byDay)],
  ['valid, nothing earned', verdict('2026-03-01T12:00:00Z', nothing)],
  ['valid, somebody who is the customer', verdict('2026-03-01T12:00:00Z', { person: 'Harrow & Vale' })],
  ['grace', verdict('2026-03-10T12:00:00Z')],
  ['grace, last day', verdict('2026-03-16T12:00:00Z', nothing)],
  ['fallback', verdict('2026-04-01T12:00:00Z', {}, { release: '2.3.1' })],
  ['fallback, by day', verdict('2026-04-01T12:00:00Z', byDay, { releasedOn: dateFrom('2025-03-01') })],
  ['fallback, not checked', verdict('2025-05-01T12:00:00Z', online, { release: '2.3' })],
  ['expired', verdict('2026-04-01T12:00:00Z')],
  ['expired, nothing earned', verdict('2026-04-01T12:00:00Z', nothing)],
  ['expired, not checked', verdict('2025-05-01T12:00:00Z', online)],
  ['expired, not checked, nothing earned', verdict('2025-05-01T12:00:00Z', { ...online, ...nothing })],
  ['not yet', verdict('2020-01-01T12:00:00Z')],
  ['other product', verdict('2026-03-01T12:00:00Z', {}, { product: 'FERR' })],
  ['revoked', verdict('2025-06-02T12:00:00Z', end('revoked'))],
  ['signed out', verdict('2025-06-02T12:00:00Z', end('signed-out'))],
  ['released', verdict('2025-06-02T12:00:00Z', end('released'))],
  ['key retired', verdict('2025-06-02T12:00:00Z', {}, { keyRetiredAt: at })],
  ['tampered', { kind: 'tampered', reason: 'signature' }],
  ['empty', { kind: 'unreadable', reason: 'empty' }],
  ['too long', { kind: 'unreadable', reason: 'too-long' }],
  ['no code', { kind: 'unreadable', reason: 'no-code' }],
  ['cut short', { kind: 'unreadable', reason: 'cut-short' }],
  ['changed text', { kind: 'unreadable', reason: 'changed-text', position: 12, sign: '–' }],
  ['unknown root', { kind: 'update-the-application', reason: 'unknown-root' }],
  ['newer format', { kind: 'update-the-application', reason: 'newer-format' }],
]

describe('every verdict is said', () => {
  test('in English', () => {
    expect(Object.fromEntries(cases.map(([name, said]) => [name, wordsOf(said)]))).toMatchInlineSnapshot(`
      {
        "changed text": "This activation code was changed on its way: "–" at place 12 belongs to no code. Copy it again, or use the file.",
        "cut short": "This activation code is incomplete: its end is missing. Copy it again, to the last letter.",
        "empty": "There is no activation code. Paste the whole text of the letter or the file.",
        "expired": "The subscription of Loomwright ended on 9 March 2026. Release 2.3 keeps running for good; renew for release 2.4.",
        "expired, not checked": "The license of Loomwright could not be checked for too long. Connect to the network once and start again. Until then, release 2.3 keeps running.",
        "expired, not checked, nothing earned": "The license of Loomwright could not be checked for too long. Connect to the network once and start again.",
        "expired, nothing earned": "The subscription of Loomwright ended on 9 March 2026. Renew it to go on.",
        "fallback": "The subscription of Loomwright ended on 9 March 2026. This release runs on for good, as every one up to 2.3 does.",
        "fallback, by day": "The subscription of Loomwright ended on 9 March 2026. This release runs on for good, as every one released up to 10 March 2025 does.",
        "fallback, not checked": "The license of Loomwright could not be checked for too long. This release goes on all the same. Connect to the network once for newer ones.",
        "grace": "The subscription of Loomwright ended on 9 March 2026. Everything works until 16 March 2026, 7 days more; then release 2.3 keeps running for good. Ask your administrator to renew it.",
        "grace, last day": "The subscription of Loomwright ended on 9 March 2026. Everything works until 16 March 2026, 1 day more. Ask your administrator to renew it.",
        "key retired": "The vendor has withdrawn the key that signed this code, from 1 June 2025 on. Your license is untouched: get the new code from your license page.",
        "newer format": "This activation code is newer than this version of the product can read. Update the product, then enter the code again.",
        "no code": "There is no activation code in this text. It begins with eyJhbGciOiJFZERTQSIs; copy it again, whole.",
        "not yet": "The clock of this computer says 1 January 2020, but this license was made on 10 March 2025. Set the clock right and try again.",
        "other product": "This license is for Loomwright (LOOM), not for this product. Use the code of this product.",
        "released": "This machine gave its license of Loomwright back on 1 June 2025. Connect it again to go on.",
        "revoked": "This license of Loomwright was taken back by Moira Vale on 1 June 2025. Ask for it back, or connect another license.",
        "signed out": "This machine was signed out by Moira Vale on 1 June 2025. Connect it again if it is yours.",
        "tampered": "This activation code is not genuine: it is not what the vendor has signed. Copy it again from your license page or from the letter.",
        "too long": "This is too much text for an activation code. Paste the code alone.",
        "unknown root": "This activation code was signed with a key that this version of the product does not know. Update the product, then enter the code again.",
        "valid": "Loomwright is licensed to Ines Okafor, Harrow & Vale, until 9 March 2026. After that, release 2.3 keeps running for good.",
        "valid, by day": "Loomwright is licensed to Ines Okafor, Harrow & Vale, until 9 March 2026. After that, every release up to 10 March 2025 keeps running for good.",
        "valid, nothing earned": "Loomwright is licensed to Ines Okafor, Harrow & Vale, until 9 March 2026.",
        "valid, somebody who is the customer": "Loomwright is licensed to Harrow & Vale until 9 March 2026. After that, release 2.3 keeps running for good.",
      }
    `)
  })

  test('in German', () => {
    expect(
      Object.fromEntries(cases.map(([name, said]) => [name, wordsOf(said, 'de')])),
    ).toMatchInlineSnapshot(`
      {
        "changed text": "Dieser Aktivierungscode wurde unterwegs verändert: „–“ an Stelle 12 gehört in keinen Code. Kopieren Sie ihn noch einmal, oder nehmen Sie die Datei.",
        "cut short": "Dieser Aktivierungscode ist unvollständig: Sein Ende fehlt. Kopieren Sie ihn noch einmal bis zum letzten Zeichen.",
        "empty": "Hier steht kein Aktivierungscode. Fügen Sie den ganzen Text der E-Mail oder der Datei ein.",
        "expired": "Das Abonnement von Loomwright endete am 9. März 2026. Auf Dauer läuft Version 2.3 weiter; verlängern Sie es für Version 2.4.",
        "expired, not checked": "Die Lizenz von Loomwright konnte zu lange nicht geprüft werden. Verbinden Sie sich einmal mit dem Netz und starten Sie neu. Bis dahin läuft Version 2.3 weiter.",
        "expired, not checked, nothing earned": "Die Lizenz von Loomwright konnte zu lange nicht geprüft werden. Verbinden Sie sich einmal mit dem Netz und starten Sie neu.",
        "expired, nothing earned": "Das Abonnement von Loomwright endete am 9. März 2026. Verlängern Sie es, um weiterzuarbeiten.",
        "fallback": "Das Abonnement von Loomwright endete am 9. März 2026. Diese Version läuft auf Dauer weiter, wie jede bis 2.3.",
        "fallback, by day": "Das Abonnement von Loomwright endete am 9. März 2026. Diese Version läuft auf Dauer weiter, wie jede bis zum 10. März 2025 erschienene.",
        "fallback, not checked": "Die Lizenz von Loomwright konnte zu lange nicht geprüft werden. Diese Version läuft trotzdem weiter. Verbinden Sie sich für neuere einmal mit dem Netz.",
        "grace": "Das Abonnement von Loomwright endete am 9. März 2026. Bis zum 16. März 2026 funktioniert alles, noch 7 Tage; danach läuft Version 2.3 auf Dauer weiter. Bitten Sie Ihren Administrator, es zu verlängern.",
        "grace, last day": "Das Abonnement von Loomwright endete am 9. März 2026. Bis zum 16. März 2026 funktioniert alles, noch 1 Tag. Bitten Sie Ihren Administrator, es zu verlängern.",
        "key retired": "Der Hersteller hat den Schlüssel, mit dem dieser Code unterschrieben ist, ab 1. Juni 2025 zurückgezogen. Ihre Lizenz bleibt: Holen Sie den neuen Code von Ihrer Lizenzseite.",
        "newer format": "Dieser Aktivierungscode ist neuer, als diese Version des Produkts lesen kann. Aktualisieren Sie das Produkt und geben Sie den Code dann noch einmal ein.",
        "no code": "In diesem Text steht kein Aktivierungscode. Er beginnt mit eyJhbGciOiJFZERTQSIs; kopieren Sie ihn noch einmal ganz.",
        "not yet": "Nach der Uhr dieses Rechners ist der 1. Januar 2020, diese Lizenz wurde aber am 10. März 2025 ausgestellt. Stellen Sie die Uhr und versuchen Sie es erneut.",
        "other product": "Diese Lizenz gilt für Loomwright (LOOM), nicht für dieses Produkt. Nehmen Sie den Code dieses Produkts.",
        "released": "Dieser Rechner hat seine Lizenz von Loomwright am 1. Juni 2025 zurückgegeben. Verbinden Sie ihn neu, um weiterzuarbeiten.",
        "revoked": "Diese Lizenz von Loomwright wurde am 1. Juni 2025 von Moira Vale zurückgenommen. Bitten Sie darum, sie zurückzubekommen, oder verbinden Sie eine andere.",
        "signed out": "Dieser Rechner wurde am 1. Juni 2025 von Moira Vale abgemeldet. Verbinden Sie ihn neu, wenn es Ihrer ist.",
        "tampered": "Dieser Aktivierungscode ist nicht echt: Der Hersteller hat etwas anderes unterschrieben. Kopieren Sie ihn noch einmal von Ihrer Lizenzseite oder aus der E-Mail.",
        "too long": "Das ist zu viel Text für einen Aktivierungscode. Fügen Sie nur den Code ein.",
        "unknown root": "Dieser Aktivierungscode ist mit einem Schlüssel unterschrieben, den diese Version des Produkts nicht kennt. Aktualisieren Sie das Produkt und geben Sie den Code dann noch einmal ein.",
        "valid": "Loomwright ist bis zum 9. März 2026 für Ines Okafor, Harrow & Vale, lizenziert. Danach läuft Version 2.3 auf Dauer weiter.",
        "valid, by day": "Loomwright ist bis zum 9. März 2026 für Ines Okafor, Harrow & Vale, lizenziert. Danach läuft jede Version bis zum 10. März 2025 auf Dauer weiter.",
        "valid, nothing earned": "Loomwright ist bis zum 9. März 2026 für Ines Okafor, Harrow & Vale, lizenziert.",
        "valid, somebody who is the customer": "Loomwright ist bis zum 9. März 2026 für Harrow & Vale lizenziert. Danach läuft Version 2.3 auf Dauer weiter.",
      }
    `)
  })

  test.each([
    ['de-AT', false],
    ['DE_ch', false],
    ['en-GB', true],
    ['fr', true],
    ['', true],
    ['constructor', true],
  ])('in the language of %j, or in English: %s', (tag, english) => {
    expect(wordsOf(verdict('2026-04-01T12:00:00Z', nothing), tag).startsWith('The subscription')).toBe(
      english,
    )
  })

  test('without a gap, a code word or an excuse', () => {
    const words = cases.flatMap(([, said]) => [wordsOf(said), wordsOf(said, 'de')])
    expect(
      words.filter((text) =>
        /undefined|null|NaN|\{|\}|!|oops|sorry|please|\bbitte\b|not-|_| {2}/i.test(text),
      ),
    ).toEqual([])
    expect(words.filter((text) => !/^[A-ZÄÖÜ].*[.]$/.test(text))).toEqual([])
  })
})
