import type { Kept } from './verdict.ts'
import type { Of, Saying, VerdictWords } from './verdict-words.ts'

export const english: VerdictWords = {
  locale: 'en-GB',
  words: {
    valid: ({ title, licensee, person, paidUpTo, kept }, say) =>
      `${title} is licensed to ${whom(person, licensee)} until ${say.day(paidUpTo)}.${kept ? ` After that, ${keeps(kept, say)} for good.` : ''}`,
    grace: ({ title, paidUpTo, until, daysLeft, kept }, say) =>
      `The subscription of ${title} ended on ${say.day(paidUpTo)}. Everything works until ${say.day(until)}, ${days(daysLeft)} more${kept ? `; then ${keeps(kept, say)} for good` : ''}. Ask your administrator to renew it.`,
    fallback: ({ reason, title, paidUpTo, kept }, say) =>
      reason === 'ended'
        ? `The subscription of ${title} ended on ${say.day(paidUpTo)}. This release runs on for good, as every one ${upTo(kept, say)} does.`
        : `${unchecked(title)} This release goes on all the same. Connect to the network once for newer ones.`,
    expired: (verdict, say) => expired(verdict, say),
    'not-yet': ({ issuedOn, today }, say) =>
      `The clock of this computer says ${say.day(today)}, but this license was made on ${say.day(issuedOn)}. Set the clock right and try again.`,
    'other-product': ({ title, licensed }) =>
      `This license is for ${title} (${licensed.join(', ')}), not for this product. Use the code of this product.`,
    revoked: (verdict, say) => revoked(verdict, say),
    tampered: () =>
      'This activation code is not genuine: it is not what the vendor has signed. Copy it again from your license page or from the letter.',
    unreadable: (verdict) => unreadable(verdict),
    'update-the-application': ({ reason }) =>
      reason === 'unknown-root'
        ? 'This activation code was signed with a key that this version of the product does not know. Update the product, then enter the code again.'
        : 'This activation code is newer than this version of the product can read. Update the product, then enter the code again.',
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
    ? `release ${kept.release} keeps running`
    : `every release up to ${say.day(kept.releasedThrough)} keeps running`
}

function upTo(kept: Kept, say: Saying): string {
  return kept.by === 'release' ? `up to ${kept.release}` : `released up to ${say.day(kept.releasedThrough)}`
}

function unchecked(title: string): string {
  return `The license of ${title} could not be checked for too long.`
}

function expired({ reason, title, paidUpTo, kept, release }: Of<'expired'>, say: Saying): string {
  const meanwhile = kept ? ` Until then, ${keeps(kept, say)}.` : ''
  if (reason === 'not-checked')
    return `${unchecked(title)} Connect to the network once and start again.${meanwhile}`
  const over = `The subscription of ${title} ended on ${say.day(paidUpTo)}.`
  if (!kept) return `${over} Renew it to go on.`
  const wanted = release === undefined ? 'newer ones' : `release ${release}`
  return `${over} ${capital(keeps(kept, say))} for good; renew for ${wanted}.`
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
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
