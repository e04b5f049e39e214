import type { Kept } from './verdict.ts'
import type { Of, Saying, VerdictWords } from './verdict-words.ts'

export const deutsch: VerdictWords = {
  locale: 'de-DE',
  words: {
    valid: ({ title, licensee, person, paidUpTo, kept }, say) =>
      `${title} ist bis zum ${say.day(paidUpTo)} für ${whom(person, licensee)} lizenziert.${kept ? ` Danach läuft ${lasting(kept, say)} auf Dauer weiter.` : ''}`,
    grace: ({ title, paidUpTo, until, daysLeft, kept }, say) =>
      `Das Abonnement von ${title} endete am ${say.day(paidUpTo)}. Bis zum ${say.day(until)} funktioniert alles, ${days(daysLeft)}${kept ? `; danach läuft ${lasting(kept, say)} auf Dauer weiter` : ''}. Bitten Sie Ihren Administrator, es zu verlängern.`,
    fallback: ({ reason, title, paidUpTo, kept }, say) =>
      reason === 'ended'
        ? `Das Abonnement von ${title} endete am ${say.day(paidUpTo)}. Diese Version läuft auf Dauer weiter, wie jede ${upTo(kept, say)}.`
        : `${unchecked(title)} Diese Version läuft trotzdem weiter. Verbinden Sie sich für neuere einmal mit dem Netz.`,
    expired: (verdict, say) => expired(verdict, say),
    'not-yet': ({ issuedOn, today }, say) =>
      `Nach der Uhr dieses Rechners ist der ${say.day(today)}, diese Lizenz wurde aber am ${say.day(issuedOn)} ausgestellt. Stellen Sie die Uhr und versuchen Sie es erneut.`,
    'other-product': ({ title, licensed }) =>
      `Diese Lizenz gilt für ${title} (${licensed.join(', ')}), nicht für dieses Produkt. Nehmen Sie den Code dieses Produkts.`,
    revoked: (verdict, say) => revoked(verdict, say),
    tampered: () =>
      'Dieser Aktivierungscode ist nicht echt: Der Hersteller hat etwas anderes unterschrieben. Kopieren Sie ihn noch einmal von Ihrer Lizenzseite oder aus der E-Mail.',
    unreadable: (verdict) => unreadable(verdict),
    'update-the-application': ({ reason }) =>
      reason === 'unknown-root'
        ? 'Dieser Aktivierungscode ist mit einem Schlüssel unterschrieben, den diese Version des Produkts nicht kennt. Aktualisieren Sie das Produkt und geben Sie den Code dann noch einmal ein.'
        : 'Dieser Aktivierungscode ist neuer, als diese Version des Produkts lesen kann. Aktualisieren Sie das Produkt und geben Sie den Code dann noch einmal ein.',
  },
}

function whom(person: string, licensee: string): string {
  return person === licensee ? person : `${person}, ${licensee},`
}

function days(count: number): string {
  return count === 1 ? 'noch 1 Tag' : `noch ${count} Tage`
}

function lasting(kept: Kept, say: Saying): string {
  return kept.by === 'release'
    ? `Version ${kept.release}`
    : `jede Version bis zum ${say.day(kept.releasedThrough)}`
}

function upTo(kept: Kept, say: Saying): string {
  return kept.by === 'release'
    ? `bis ${kept.release}`
    : `bis zum ${say.day(kept.releasedThrough)} erschienene`
}

function unchecked(title: string): string {
  return `Die Lizenz von ${title} konnte zu lange nicht geprüft werden.`
}

function expired({ reason, title, paidUpTo, kept, release }: Of<'expired'>, say: Saying): string {
  const meanwhile = kept ? ` Bis dahin läuft ${lasting(kept, say)} weiter.` : ''
  if (reason === 'not-checked')
    return `${unchecked(title)} Verbinden Sie sich einmal mit dem Netz und starten Sie neu.${meanwhile}`
  const over = `Das Abonnement von ${title} endete am ${say.day(paidUpTo)}.`
  if (!kept) return `${over} Verlängern Sie es, um weiterzuarbeiten.`
  const wanted = release === undefined ? 'neuere' : `Version ${release}`
  return `${over} Auf Dauer läuft ${lasting(kept, say)} weiter; verlängern Sie es für ${wanted}.`
}

function revoked({ reason, title, on, by }: Of<'revoked'>, say: Saying): string {
  const who = by ? ` von ${by}` : ''
  switch (reason) {
    case 'revoked':
      return `Diese Lizenz von ${title} wurde am ${say.day(on)}${who} zurückgenommen. Bitten Sie darum, sie zurückzubekommen, oder verbinden Sie eine andere.`
    case 'signed-out':
      return `Dieser Rechner wurde am ${say.day(on)}${who} abgemeldet. Verbinden Sie ihn neu, wenn es Ihrer ist.`
    case 'released':
      return `Dieser Rechner hat seine Lizenz von ${title} am ${say.day(on)} zurückgegeben. Verbinden Sie ihn neu, um weiterzuarbeiten.`
    case 'key-retired':
      return `Der Hersteller hat den Schlüssel, mit dem dieser Code unterschrieben ist, ab ${say.day(on)} zurückgezogen. Ihre Lizenz bleibt: Holen Sie den neuen Code von Ihrer Lizenzseite.`
  }
}

function unreadable({ reason, position, sign }: Of<'unreadable'>): string {
  switch (reason) {
    case 'empty':
      return 'Hier steht kein Aktivierungscode. Fügen Sie den ganzen Text der E-Mail oder der Datei ein.'
    case 'too-long':
      return 'Das ist zu viel Text für einen Aktivierungscode. Fügen Sie nur den Code ein.'
    case 'no-code':
      return 'In diesem Text steht kein Aktivierungscode. Er beginnt mit eyJhbGciOiJFZERTQSIs; kopieren Sie ihn noch einmal ganz.'
    case 'cut-short':
      return 'Dieser Aktivierungscode ist unvollständig: Sein Ende fehlt. Kopieren Sie ihn noch einmal bis zum letzten Zeichen.'
    case 'changed-text':
      return `Dieser Aktivierungscode wurde unterwegs verändert: „${sign ?? ''}“ an Stelle ${position ?? 0} gehört in keinen Code. Kopieren Sie ihn noch einmal, oder nehmen Sie die Datei.`
  }
}
