import type { Block, Letter, LetterPlace, LetterWords } from './letter.ts'

const columns = 72

/** Writes the text part: complete, 72 columns, every address alone on its line with nothing touching it. */
export function letterText(letter: Letter, w: LetterWords, { publicOrigin, vendor }: LetterPlace): string {
  const action = letter.action ? [`${letter.action.label}:\n${publicOrigin}${letter.action.path}`] : []
  const parts = [
    wrapped(letter.title),
    ...letter.blocks.map((block) => textOf(block, publicOrigin)),
    ...action,
    [wrapped(letter.why), ...switchOf(letter, w, publicOrigin)].join('\n'),
    w('frame_from', { vendor: vendor.name }),
  ]
  return `${parts.join('\n\n')}\n`
}

function switchOf({ switches }: Letter, w: LetterWords, publicOrigin: string): string[] {
  return switches ? [wrapped(w('frame_switch')), publicOrigin + switches] : []
}

function textOf(block: Block, publicOrigin: string): string {
  switch (block.kind) {
    case 'paragraph':
      return wrapped(block.text)
    case 'steps':
      return block.steps.map((step, index) => stepText(step, index + 1, publicOrigin)).join('\n\n')
    case 'facts':
      return rowsText(block.rows)
    case 'code':
      return `   ${block.text}`
    case 'document':
      return block.text
    case 'seats':
      return wrapped(block.caption)
    case 'quote':
      return wrapped(block.text, '> ')
  }
}

function stepText(step: { text: string; path?: string }, number: number, publicOrigin: string): string {
  const text = wrapped(step.text, '   ').replace(/^ {3}/, `${number}. `)
  return step.path ? `${text}\n   ${publicOrigin}${step.path}` : text
}

function rowsText(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`).join('\n')
}

/** Breaks at spaces only, so that nothing to copy is ever broken. */
function wrapped(text: string, margin = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && margin.length + line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].map((one) => margin + one).join('\n')
}
