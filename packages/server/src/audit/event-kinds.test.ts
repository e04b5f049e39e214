import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventKinds } from './event-kinds.ts'

const source = join(import.meta.dirname, '..')
const words = join(source, '../../console/app/words')

/** The ways a kind is written where it is recorded: as `what`, chosen between two, or handed to what records it. */
const kind = "'([a-z]+(?:_[a-z]+)+)'"
const written = [
  RegExp(`\\bwhat: (?:[^\\n'?]+ \\? )?${kind}(?: : ${kind})?`, 'g'),
  RegExp(`\\bwhat = [^\\n?]*(?:'[a-z_]*')?[^\\n?]*\\? ${kind} : ${kind}`, 'g'),
  RegExp(`\\bwhat: ${kind} \\| ${kind}(?: \\| ${kind})?`, 'g'),
  RegExp(`\\b(?:tokenEvent\\(|onInvitation\\(\\s*tx,\\s*request,\\s*)${kind}`, 'g'),
]

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ts$/.test(path) && !/\.test\.|^testing\/|event-kinds/.test(path))
  .map((path) => readFileSync(join(source, path), 'utf8'))

function recordedKinds(): string[] {
  return files
    .filter((text) => /\b(record|recording|Happening|tokenEvent|happened)\b/.test(text))
    .flatMap((text) => written.flatMap((way) => [...text.matchAll(way)].flatMap(([, ...kinds]) => kinds)))
    .filter((kind) => kind !== undefined)
}

test('every kind of event that is recorded anywhere is known by its name', () => {
  const recorded = [...new Set(recordedKinds())]
  expect(recorded.length).toBeGreaterThan(60)
  expect(recorded.filter((kind) => !(kind in eventKinds))).toEqual([])
})

test('no kind is known that nothing records', () => {
  const unused = Object.keys(eventKinds).filter((one) => !files.some((text) => text.includes(`'${one}'`)))
  expect(unused).toEqual([])
})

test.each(['en-US', 'de'])('every kind of event has a sentence in %s', (locale) => {
  const catalog = JSON.parse(readFileSync(join(words, locale, 'activity.json'), 'utf8'))
  expect(
    Object.keys(eventKinds).filter((kind) => !(`what_${kind}` in catalog || `what_${kind}_other` in catalog)),
  ).toEqual([])
})
