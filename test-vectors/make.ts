import { writeFileSync } from 'node:fs'
import { fallback } from './make/fallback.ts'
import { people } from './make/people.ts'
import { signing } from './make/signing.ts'
import { tampered } from './make/tampered.ts'
import { text } from './make/text.ts'
import { time } from './make/time.ts'
import type { VectorFile } from './make/vector.ts'

const files: Readonly<Record<string, VectorFile>> = { time, fallback, signing, tampered, text, people }

/** Every file of vectors as it is written, by its name: the same bytes whenever and wherever it is made. */
export function vectorFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(files).map(([name, file]) => [`${name}.json`, `${JSON.stringify(file, null, 2)}\n`]),
  )
}

if (import.meta.main)
  for (const [name, content] of vectorFiles()) writeFileSync(new URL(name, import.meta.url), content)
