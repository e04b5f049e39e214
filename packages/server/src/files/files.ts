import type { PeopleReading, ReadingOptions } from '@claviger/core/assignment/people-reading'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { openReadingPool } from './reading-pool.ts'
import type { CellRows, CsvOptions, Sheet } from './sheet.ts'
import { encodings } from './text-encoding.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

/** What is read from and written to files, as pages reach it. */
export interface Files {
  /**
   * Reads whatever people send that has people in it, aside from the thread that answers requests. A name of '' means
   * it was pasted.
   */
  readonly readPeople: (
    bytes: Uint8Array,
    name: string,
    options?: ReadingOptions,
  ) => Promise<Decision<PeopleReading, Refusal>>
  /** Writes rows, the headings first, as CSV that no spreadsheet calculates and that `readPeople` reads back. */
  readonly writeCsv: (rows: CellRows, options?: CsvOptions) => ReadableStream<Uint8Array>
  /** Writes a workbook whose words are all words. */
  readonly writeXlsx: (sheet: Sheet) => ReadableStream<Uint8Array>
  /** The encodings a file may be said to have. */
  readonly encodings: readonly string[]
}

/** Opens what reads and writes files; nothing is started before the first file comes. */
export function openFiles(): Files {
  const read = openReadingPool()
  return {
    ...{ writeCsv, writeXlsx, encodings },
    readPeople: (bytes, name, options = {}) => read({ bytes, name, options }),
  }
}
