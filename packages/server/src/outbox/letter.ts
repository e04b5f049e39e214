import type { Enclosure } from './enclosure.ts'
import type { LetterWords } from './letter-words.ts'

export type { LetterWords } from './letter-words.ts'

/** One piece of a letter. Each has one look in HTML and one in plain text. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Numbered steps; a step's link stands on a line of its own. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  /** Label and value, one under the other: sums, numbers, dates. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  /** Something to type or copy, on its own line. */
  | { readonly kind: 'code'; readonly text: string }
  /** Many lines to copy as they are, such as an activation code. */
  | { readonly kind: 'document'; readonly text: string }
  /** The seat strip: one cell a seat, the taken ones filled. */
  | { readonly kind: 'seats'; readonly taken: number; readonly total: number; readonly caption: string }
  /** Words of a person, set apart. */
  | { readonly kind: 'quote'; readonly text: string }

/** A text that comes with a letter as a file. */
export interface LetterFile {
  readonly name: string
  readonly text: string
}

export interface Step {
  readonly text: string
  readonly path?: string
}

/** A letter as its kind writes it: what it says, in which order. The frame gives it its look. */
export interface Letter {
  readonly subject: string
  /** Shown by mail programs beside the subject: never a repeat of it. */
  readonly preheader: string
  /** The first line: names the person and company that caused the letter. */
  readonly title: string
  readonly blocks: readonly Block[]
  /** The one call to action. */
  readonly action?: { readonly label: string; readonly path: string }
  /** The last line: why you got this. */
  readonly why: string
  /** The page on which whoever gets it can switch this kind of letter off. */
  readonly switches?: string
  /** Letters of one order or request form one thread. */
  readonly thread?: string
  /** Comes with the letter, for whoever would rather save than copy. */
  readonly file?: LetterFile
}

/** Where a letter comes from and goes to: links start with the public address and with nothing else. */
export interface LetterPlace {
  readonly publicOrigin: string
  /** The address this letter goes to. */
  readonly to: string
  /** What was made for this letter as it left. */
  readonly enclosed?: Enclosure | undefined
  readonly vendor: {
    readonly name: string
    readonly replyTo: string
    readonly locale: string
    readonly timeZone: string
  }
}

/** How one kind of letter is written from its facts. */
export type WriteLetter<Facts> = (facts: Facts, w: LetterWords, at: LetterPlace) => Letter

/** The letters of a capability, by kind. */
export type LetterSet = { readonly [kind: string]: WriteLetter<never> }

/** The facts a kind of letter is written from. */
export type FactsOf<Write> = Write extends (facts: infer Facts, ...rest: never[]) => Letter ? Facts : never
