import { describe, expect, test } from 'vitest'
import { beginning, findCode } from './find-code.ts'
import { textOf } from './write-license.ts'

const parts = {
  header: `${beginning}InR5cCI6ImNsYXZpZ2VyLWxpY2Vuc2UifQ`,
  payload: 'eyJsaWMiOiJSOEtRNDBaVDdN-LCJvIjoiSGFycm93_ICYgVmFsZSJ9'.repeat(6),
  signature: `${'Ab-_'.repeat(21)}AQ`,
}
const line = 'Loomwright activation code until 9 March 2026 for Ines Okafor, Harrow & Vale'
const text = textOf(line, `${parts.header}.${parts.payload}.${parts.signature}`)
const lines = text.split('\n')
const bare = lines.slice(1).join('')
const middle = bare.indexOf('-')

/** O-41: what differs in white space, wrapping and surroundings is found. */
describe('a code is found (O-41)', () => {
  test.each([
    ['as it was issued', text],
    ['with all breaks removed', text.replaceAll('\n', '')],
    ['with the breaks of Windows', text.replaceAll('\n', '\r\n')],
    ['with a break at its end', `${text}\n`],
    ['with spaces in front of each line', lines.map((one) => `    ${one}`).join('\n')],
    ['with tabs and lines between', lines.join('\n\t\n')],
    ['with no-break spaces between groups', bare.replace(/.{8}/g, '$&\u00a0')],
    ['with narrow and ideographic spaces', bare.replace(/.{30}/g, '$&\u202f\u3000')],
    ['in quotation marks', `"${text}"`],
    ['in quotation marks of German typography', `„${text}“`],
    ['in backticks, as in a chat', `\`\`\`\n${text}\n\`\`\``],
    ['as a JSON string', JSON.stringify(text)],
    ['with \\n written out, as in a secret store', text.replaceAll('\n', '\\n')],
    ['with \\r\\n written out', text.replaceAll('\n', '\\r\\n')],
    ['with a byte order mark in front', `\ufeff${text}`],
    ['without the line for people', bare],
    ['with zero-width spaces and soft hyphens inside', bare.replace(/.{20}/g, '$&\u200b\u00ad')],
    ['turned by direction marks', `\u202b${bare}\u202c`],
    ['quoted in an answer', lines.map((one) => `> ${one}`).join('\n')],
    ['quoted twice', lines.map((one) => `>> ${one}`).join('\n')],
    ['with soft breaks of quoted-printable', bare.replace(/.{60}/g, '$&=\r\n')],
    ['with breaks of a web page', text.replaceAll('\n', '<br>\n')],
    ['in the middle of a letter', `Dear Ines,\n\nhere is your code:\n${text}\n\nBest wishes\nMoira`],
    ['with a sentence around it', `Your code (${bare}). Keep it.`],
  ])('%s', (_, changed) => {
    expect(findCode(changed)).toEqual(parts)
  })
})

describe('a code that was damaged on its way says how (O-41)', () => {
  test.each([
    ['a hyphen that became a dash', bare.replace('-', '–'), { sign: '–', position: middle + 1 }],
    ['a hyphen of another kind', bare.replace('-', '\u2011'), { sign: '\u2011', position: middle + 1 }],
    ['a minus', bare.replace('-', '−'), { sign: '−', position: middle + 1 }],
    [
      'a letter of another alphabet',
      `${bare.slice(0, 200)}а${bare.slice(201)}`,
      { sign: 'а', position: 201 },
    ],
    [
      'a sign outside the basic plane',
      `${bare.slice(0, 200)}😀${bare.slice(201)}`,
      { sign: '😀', position: 201 },
    ],
    ['a letter too many at its end', `${bare}A`, { sign: 'A', position: bare.length + 1 }],
  ])('%s', (_, changed, where) => {
    expect(findCode(changed)).toEqual({ reason: 'changed-text', ...where })
  })

  test.each([
    ['its last letter is missing', bare.slice(0, -1), 'cut-short'],
    ['its second half is missing', bare.slice(0, 300), 'cut-short'],
    ['only its first letters are there', beginning, 'cut-short'],
    ['its beginning is missing', bare.slice(1), 'no-code'],
    ['only the line for people is there', line, 'no-code'],
    ['another token', 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.AAAA', 'no-code'],
    ['white space', ' \n\u00a0\u200b', 'empty'],
    ['nothing', '', 'empty'],
    ['more than anybody pastes', ' '.repeat(65_537), 'too-long'],
  ])('%s', (_, changed, reason) => {
    expect(findCode(changed)).toEqual({ reason })
  })
})

test('of two codes the first is taken', () => {
  const other = bare.replace('eyJsaWMi', 'eyJsaWMj')
  expect(findCode(`${text}\n\n${other}`)).toEqual(parts)
})

test('texts made to be slow are answered at once', () => {
  const slow = [
    beginning.repeat(3000),
    `${beginning}.`.repeat(2500),
    '\n >'.repeat(20_000),
    '='.repeat(65_000),
  ]
  const begun = performance.now()
  for (const one of slow) expect(findCode(one)).toHaveProperty('reason')
  expect(performance.now() - begun).toBeLessThan(1000)
})
