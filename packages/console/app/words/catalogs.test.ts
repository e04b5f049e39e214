import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { namespaces } from './catalogs.ts'

const here = import.meta.dirname
const app = join(here, '..')

function catalog(locale: string, namespace: string): Record<string, string> {
  return JSON.parse(readFileSync(join(here, locale, `${namespace}.json`), 'utf8'))
}

const stem = (key: string) => key.replace(/_(one|other)$/, '')
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}|<(\w+)\/?>/g)].map(([, fact, tag]) => fact ?? `<${tag}>`)

test.each(namespaces)(
  'German says everything American English says in %s, with the same facts',
  (namespace) => {
    const american = catalog('en-US', namespace)
    const german = catalog('de', namespace)
    expect(Object.keys(german).sort()).toEqual(Object.keys(american).sort())
    for (const [key, text] of Object.entries(american)) {
      const unknown = placeholders(german[key] ?? '').filter(
        (name) => !placeholders(text).includes(name) && name !== 'count',
      )
      expect(unknown, key).toEqual([])
    }
  },
)

test.each(namespaces)(
  'British English in %s only replaces sentences that exist, and spells them its own way',
  (namespace) => {
    const american = catalog('en-US', namespace)
    const british = catalog('en-GB', namespace)
    expect(Object.keys(british).filter((key) => !(key in american))).toEqual([])
    const shown = { ...american, ...british }
    const americanSpelling = /\b(licenses?\b|color|organiz|canceled|catalog\b|center\b)/i
    expect(
      Object.entries(shown)
        .filter(([, text]) => americanSpelling.test(text.replaceAll(/\{\{\w+\}\}/g, '')))
        .map(([key, text]) => `${key}: ${text}`),
    ).toEqual([])
  },
)

test('every plural has both its forms', () => {
  const halves = namespaces.flatMap((namespace) => {
    const keys = Object.keys(catalog('en-US', namespace))
    return keys.filter(
      (key) =>
        key !== stem(key) && !(keys.includes(`${stem(key)}_one`) && keys.includes(`${stem(key)}_other`)),
    )
  })
  expect(halves).toEqual([])
})

test('no sentence waits for a screen that does not say it', () => {
  const source = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(app, path), 'utf8'))
    .join('\n')
  // Keys made from a state or a role are written as templates: `role_${role}`.
  const templates = [...source.matchAll(/`(\w+_)\$\{/g)].map(([, start]) => start ?? '')
  const said = (key: string) =>
    source.includes(`'${key}'`) ||
    source.includes(`"${key}"`) ||
    templates.some((start) => key.startsWith(start))
  const unsaid = namespaces
    .filter((namespace) => namespace !== 'refusals')
    .flatMap((namespace) =>
      Object.keys(catalog('en-US', namespace))
        .filter((key) => !said(stem(key)))
        .map((key) => `${namespace}: ${key}`),
    )
  expect(unsaid).toEqual([])
})
