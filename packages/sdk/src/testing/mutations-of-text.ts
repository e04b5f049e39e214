import { type Dice, pick } from './dice.ts'

/** Changes a text somewhere, as transport, typing and malice do. */
export type TextMutation = (text: string, dice: Dice) => string

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const odd = [
  '.',
  '=',
  '+',
  '/',
  '–',
  '\u0000',
  '\ud800',
  '\u200b',
  '\u00a0',
  '"',
  '\\n',
  '{',
  '%2E',
  '…',
  '\n> ',
]

/** What can happen to the letters of a code. */
export const textMutations: Readonly<Record<string, TextMutation>> = {
  'another letter': (text, dice) => spliced(text, dice(text.length), 1, pick(dice, [...base64url])),
  'a letter more': (text, dice) => spliced(text, dice(text.length + 1), 0, pick(dice, [...base64url])),
  'a letter less': (text, dice) => spliced(text, dice(text.length), 1, ''),
  'an odd sign': (text, dice) => spliced(text, dice(text.length), dice(2), pick(dice, odd)),
  'two letters change places': (text, dice) => {
    const at = dice(text.length - 1)
    return spliced(text, at, 2, text.charAt(at + 1) + text.charAt(at))
  },
  'the other case': (text, dice) => {
    const at = dice(text.length)
    const letter = text.charAt(at)
    return spliced(text, at, 1, letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())
  },
  'a piece twice': (text, dice) => {
    const at = dice(text.length)
    const piece = text.slice(at, at + 1 + dice(80))
    return spliced(text, at, 0, piece)
  },
  'a piece less': (text, dice) => spliced(text, dice(text.length), 1 + dice(80), ''),
  'cut off': (text, dice) => text.slice(0, dice(text.length)),
  'the beginning lost': (text, dice) => text.slice(dice(text.length)),
  'lines in another order': (text, dice) => {
    const lines = text.split('\n')
    const [line = ''] = lines.splice(dice(lines.length), 1)
    return lines.toSpliced(dice(lines.length + 1), 0, line).join('\n')
  },
  'a bit of a letter': (text, dice) => {
    const at = dice(text.length)
    return spliced(text, at, 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << dice(7))))
  },
}

function spliced(text: string, at: number, removed: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at + removed)
}
