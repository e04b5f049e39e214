import { momentIn } from '@claviger/core/kernel/moment'

/** Writes a moment for programs: ISO 8601 with milliseconds and a numeric offset, always of UTC. */
export function writeMoment(at: Date): string {
  return momentIn(at, 'UTC')
}

/** Leaves out what says nothing: absent values are absent, never null. */
export function present<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): Present<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<Fields>
}

type Present<Fields> = {
  readonly [Name in keyof Fields as null extends Fields[Name]
    ? never
    : undefined extends Fields[Name]
      ? never
      : Name]: Fields[Name]
} & { readonly [Name in keyof Fields]?: Exclude<Fields[Name], null | undefined> }

/** A word of ours as the account API spells it. */
export const upper = <Word extends string>(word: Word) => word.toUpperCase() as Uppercase<Word>

/** The word of ours behind one of the account API's. */
export const lower = <Word extends string>(word: Word) => word.toLowerCase() as Lowercase<Word>
