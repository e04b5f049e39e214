import type { Kept } from './verdict.ts'
import type { Of, Saying, VerdictWords } from './verdict-words.ts'

export const english: VerdictWords = {
  locale: 'en-GB',
  words: {
    valid: ({ title, licensee, person, paidUpTo, kept }, say) =>
      `${title} is licensed to ${whom(person, licensee)} until ${say.day(paidUpTo)}.${afterwards(kept, say)}`,
    grace: ({ title, paidUpTo, until, daysLeft, kept }, say) =>
      `The subscription of ${title} ended on ${say.day(paidUpTo)}. It works until ${say.day(until)}, ${days(daysLeft)} more. Ask your administrator to renew it.${afterwards(kept, say)}`,
    fallback: ({ reason, paidUpTo, kept }, say) =>
      reason === 'ended'
        ? `The subscription ended on ${say.day(paidUpTo)}. ${keeps(kept, say)}, so this release is yours to use for good.`
        : `The license could not be checked for too long. ${keeps(kept, say)}, so this release goes on. Connect to the network once for newer ones.`,
    expired: (verdict, say) => expired(verdict, say),
    'not-yet': ({ issuedOn, today }, say) =>
      `The clock of this computer says ${say.day(today)}, but this license was made on ${say.day(issuedOn)}. Set the clock right and try again.`,
    'other-product': ({ title, licensed }) =>
      `This license is for ${title} (${licensed.join(', ')}), not for this product. Use the code of this product.`,
    revoked: (verdict, say) => revoked(verdict, say),
    tampered: () =>
      'This activation code is not genuine: it is not what the vendor has signed. Copy it again from your license page or from the letter.',
    unreadable: (verdict) => unreadable(verdict),
    'update-the-application': () =>
      'This activation code is newer than this version of the product can read. Update the product, then enter the code again.',
  },
}

function whom(person: string, licensee: string): string {
  return person === licensee ? person : `${person}, ${licensee},`
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}

function keeps(kept: Kept, say: Saying): string {
  return kept.by === 'release'
    ? `Release ${kept.release} and all before it stay yours`
    : `Releases up to ${say.day(kept.releasedThrough)} stay yours`
}

function afterwards(kept: Kept | undefined, say: Saying): string {
  return kept ? ` ${keeps(kept, say)} after that.` : ''
}

function expired({ reason, title, paidUpTo, kept }: Of<'expired'>, say: Saying): string {
  if (reason === 'not-checked')
    return `The license of ${title} could not be checked for too long. Connect to the network once and start again.${kept ? ` ${keeps(kept, say)} meanwhile.` : ''}`
  const over = `The subscription of ${title} ended on ${say.day(paidUpTo)}.`
  return kept
    ? `${over} This release came too late to stay. ${keeps(kept, say)}: install that one, or renew to go on with this one.`
    : `${over} Renew it to go on.`
}

function revoked({ reason, title, on, by }: Of<'revoked'>, say: Saying): string {
  const who = by ? ` by ${by}` : ''
  switch (reason) {
    case 'revoked':
      return `This license of ${title} was taken back${who} on ${say.day(on)}. Ask for it back, or connect another license.`
    case 'signed-out':
      return `This machine was signed out${who} on ${say.day(on)}. Connect it again if it is yours.`
    case 'released':
      return `This machine gave its license of ${title} back on ${say.day(on)}. Connect it again to go on.`
    case 'key-retired':
      return `The vendor has withdrawn the key that signed this code, from ${say.day(on)} on. Your license is untouched: get the new code from your license page.`
  }
}

function unreadable({ reason, position, sign }: Of<'unreadable'>): string {
  switch (reason) {
    case 'empty':
      return 'There is no activation code. Paste the whole text of the letter or the file.'
    case 'too-long':
      return 'This is too much text for an activation code. Paste the code alone.'
    case 'no-code':
      return 'There is no activation code in this text. It begins with eyJhbGciOiJFZERTQSIs; copy it again, whole.'
    case 'cut-short':
      return 'This activation code is incomplete: its end is missing. Copy it again, to the last letter.'
    case 'changed-text':
      return `This activation code was changed on its way: "${sign ?? ''}" at place ${position ?? 0} belongs to no code. Copy it again, or use the file.`
  }
}
