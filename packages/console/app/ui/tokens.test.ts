import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark'

const tokens = new Map<string, Record<Theme, string>>()
for (const [, name = '', light = '', dark = ''] of css.matchAll(
  /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g,
)) {
  tokens.set(name, { light, dark })
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(theme: Theme, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => {
    const token = tokens.get(name)
    if (!token) throw new Error(`There is no token --${name} with two colors.`)
    return luminance(token[theme])
  }) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const grounds = ['bg', 'surface', 'sunken', 'accent-soft']
const tones = ['ok', 'warn', 'danger', 'info', 'neutral']

const text: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'accent'].flatMap((name) =>
    grounds.map((ground): [string, string] => [name, ground]),
  ),
  ...['accent-hover'].flatMap((name) =>
    ['bg', 'surface', 'sunken'].map((ground): [string, string] => [name, ground]),
  ),
  ...tones.map((tone): [string, string] => [tone, `${tone}-soft`]),
  ...tones.flatMap((tone): [string, string][] => [
    ['ink', `${tone}-soft`],
    ['ink-2', `${tone}-soft`],
  ]),
  ...['bg', 'surface'].map((ground): [string, string] => ['danger', ground]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger-solid'],
]

const graphics: [string, string][] = [
  ...['line-strong', 'focus'].flatMap((name) => grounds.map((ground): [string, string] => [name, ground])),
  ...['chart-used', 'chart-idle', 'chart-invited', 'chart-over'].flatMap((name) =>
    ['bg', 'surface'].map((ground): [string, string] => [name, ground]),
  ),
]

for (const theme of ['light', 'dark'] as const) {
  test.each(text)(`${theme}: %s can be read on %s`, (name, ground) => {
    expect(contrast(theme, name, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(graphics)(`${theme}: %s can be seen on %s`, (name, ground) => {
    expect(contrast(theme, name, ground)).toBeGreaterThanOrEqual(3)
  })
}

test('every color token is written for both themes', () => {
  const colors = [...css.matchAll(/--([\w-]+): #/g)].map(([, name]) => name)
  expect(colors).toEqual([])
  expect(tokens.size).toBeGreaterThan(25)
})
