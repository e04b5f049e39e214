import { asked, code, jwsOf, type Vector, type VectorFile } from './vector.ts'

const [headerLine = '', ...lines] = code.split('\n')
const jws = jwsOf(code)
const middle = Math.floor(jws.length / 2)

function read(name: string, text: string): Vector {
  return { name, text, asked: asked(), verdict: { kind: 'valid', licenseId: 'CL7K3M9QXW' } }
}

function unread(name: string, text: string, reason: string): Vector {
  return { name, text, asked: asked(), verdict: { kind: 'unreadable', reason } }
}

/** What happens to a code on its way (O-41). */
export const text: VectorFile = {
  about:
    'A code that was wrapped, quoted, pasted and mailed. White space never matters; a changed letter always does.',
  vectors: [
    read('as it was issued', code),
    read('without the line for people', lines.join('\n')),
    read('on one line', jws),
    read('every line break taken out, the first one too', code.replaceAll('\n', ' ')),
    read('breaks of Windows, and one at the end', `${code.replaceAll('\n', '\r\n')}\r\n`),
    read('spaces in front of every line', code.replaceAll('\n', '\n    ')),
    read('wrapped at 40 letters', `${headerLine}\n${jws.replace(/.{40}/g, '$&\n')}`),
    read('no-break spaces between groups of ten', jws.replace(/.{10}/g, '$&\u00a0')),
    read('zero-width spaces', jws.replace(/.{25}/g, '$&\u200b')),
    read('in quotation marks', `"${jws}"`),
    read('in the quotation marks of a word processor', `“${lines.join('\n')}”`),
    read('breaks as a secret store writes them', `${code.replaceAll('\n', '\\n')}\\n`),
    read('a byte order mark in front', `\ufeff${code}`),
    read('quoted in an answer', code.replaceAll(/^/gm, '> ')),
    read('quoted twice, with breaks of Windows', code.replaceAll('\n', '\r\n> > ')),
    read('quoted with an empty line between', code.replaceAll('\n', '\n>\n\n> ')),
    read('soft breaks of quoted-printable', lines.join('=\r\n')),
    read(
      'in the middle of a letter',
      `Dear Ines,\n\nhere is the code you asked for:\n\n${code}\n\nKind regards\nMoira`,
    ),
    unread('a dash made longer by a word processor', withLongDash(), 'changed-text'),
    unread('cut off in the middle', jws.slice(0, middle), 'cut-short'),
    unread('cut off by one letter', jws.slice(0, -1), 'cut-short'),
    unread('a letter too many at the end', `${jws}A`, 'changed-text'),
    unread(
      'a letter of another script inside',
      `${jws.slice(0, middle)}а${jws.slice(middle + 1)}`,
      'changed-text',
    ),
    unread('nothing', '', 'empty'),
    unread('nothing but white space', ' \r\n\t\u00a0', 'empty'),
    unread('only the line for people', headerLine, 'no-code'),
    unread('something else', 'LOOM-1234-5678-ABCD', 'no-code'),
    unread('more than anybody would paste', jws.repeat(100), 'too-long'),
  ],
}

/** The first hyphen after the header, as an en dash; if this code has none, its first letter there. */
function withLongDash(): string {
  const at = jws.indexOf('-', 30)
  const place = at < 0 ? 30 : at
  return `${jws.slice(0, place)}–${jws.slice(place + 1)}`
}
