import type { Letter, LetterFile, LetterPlace, LetterSet, WriteLetter } from './letter.ts'
import { letterHtml } from './letter-html.ts'
import { letterText } from './letter-text.ts'
import { type LetterWords, letterWords } from './letter-words.ts'

/** A letter's row, as far as its words depend on it. */
export interface QueuedLetter {
  readonly id: string
  readonly kind: string
  readonly locale: string
  readonly facts: unknown
}

/** A letter ready to be read or sent. */
export interface RenderedLetter {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where its call to action leads. */
  readonly link: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly file: LetterFile | null
}

export type RenderLetter = (letter: QueuedLetter, place: LetterPlace) => Promise<RenderedLetter>

/** Renders letters of these kinds; a kind that is not among them is a fault. */
export function letterRenderer(letters: LetterSet): RenderLetter {
  return async (queued, place) => {
    // The facts were written beside this kind's words, by type; the row has only forgotten it.
    const write = letters[queued.kind] as WriteLetter<unknown> | undefined
    if (!write) throw new Error(`no words for letters of kind ${queued.kind}`)
    const w = letterWords(queued.locale, place.vendor.timeZone)
    const letter = withEnclosed(write(queued.facts, w, place), w, place)
    return {
      subject: letter.subject,
      text: letterText(letter, w, place),
      html: await letterHtml(letter, w, place),
      link: letter.action ? place.publicOrigin + letter.action.path : null,
      headers: headersOf(queued.id, letter, place),
      file: letter.file ?? null,
    }
  }
}

/** What a letter encloses stands at its end, and comes as a file too. */
function withEnclosed(letter: Letter, w: LetterWords, { enclosed }: LetterPlace): Letter {
  if (!enclosed) return letter
  const blocks = [...letter.blocks, ...enclosed.blocks(w)]
  return { ...letter, blocks, ...(enclosed.file && { file: enclosed.file }) }
}

/** One letter has one Message-ID, however often it is sent: a repetition is recognized, not read twice. */
function headersOf(
  id: string,
  { thread, switches }: Letter,
  { publicOrigin }: LetterPlace,
): Record<string, string> {
  const host = new URL(publicOrigin).hostname
  const about = thread ? { References: `<${thread}@${host}>` } : {}
  const off = switches ? { 'List-Unsubscribe': `<${publicOrigin}${switches}>` } : {}
  return { 'Message-ID': `<${id}@${host}>`, 'Auto-Submitted': 'auto-generated', ...about, ...off }
}
