import type { Block, LetterFile, LetterWords } from './letter.ts'
import type { Encloses, OutboxTables } from './tables.ts'

/** What goes with one letter, made or looked up as it leaves: a part of its text, and a file. */
export interface Enclosure {
  readonly blocks: (w: LetterWords) => readonly Block[]
  readonly file: LetterFile | null
}

/** A letter that is about to leave, or has left, and what it encloses. */
export interface EnclosingLetter {
  readonly id: string
  readonly organizationId: number
  readonly assignmentId: string
  readonly encloses: Encloses
}

/** Makes what letters enclose, by letter; one that is not answered leaves without. */
export type Enclose = (letters: readonly EnclosingLetter[]) => Promise<ReadonlyMap<string, Enclosure>>

/** A letter as it is kept, and whether what it opens is covered for whoever reads it. */
export interface LetterToRead extends Pick<OutboxTables['letter'], 'state' | 'sent_at'>, EnclosingRow {
  readonly covered: boolean
}

/** The columns of a letter that say what it encloses. */
export interface EnclosingRow {
  readonly id: string
  readonly organization_id: number
  readonly assignment_id: string | null
  readonly encloses: Encloses | null
}

/** Those of the letters that enclose something. */
export function enclosingOf(rows: readonly EnclosingRow[]): readonly EnclosingLetter[] {
  return rows.flatMap(({ id, organization_id: organizationId, assignment_id: assignmentId, encloses }) =>
    encloses !== null && assignmentId !== null ? [{ id, organizationId, assignmentId, encloses }] : [],
  )
}
