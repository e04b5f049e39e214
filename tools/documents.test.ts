import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { settings } from '../packages/server/src/config.ts'

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file))

test.each(documents)('%s links to nothing that is not there', (file) => {
  const targets = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(
    ([, to]) => to ?? '',
  )
  expect(targets.filter((to) => !existsSync(join(dirname(file), to)))).toEqual([])
})

test('the guide lists every setting there is', () => {
  const guide = readFileSync('docs/guides/self-hosting.md', 'utf8')
  expect(settings.map(({ name }) => name).filter((name) => !guide.includes(`| \`${name}\``))).toEqual([])
})
