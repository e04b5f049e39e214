import { environment, type Setting, settings } from '../config.ts'
import { examine, type Finding } from './examine.ts'
import { runCommand } from './run-command.ts'

const marks = { good: 'ok  ', note: 'note', bad: 'BAD ' } as const

console.log('Settings')
for (const setting of settings) console.log(`  ${lineOf(setting)}`)

await runCommand(async ({ config }) => {
  const findings = await examine(config)
  console.log('\nState')
  for (const finding of findings) console.log(`  ${wordsOf(finding)}`)
  if (findings.some(({ state }) => state === 'bad')) process.exitCode = 1
})

function lineOf({ name, fallback, sentence, secret }: Setting): string {
  const set = environment()[name]?.trim()
  const value = set ? (secret ? masked(set) : set) : fallback || '(none)'
  return `${name.padEnd(20)} ${value.padEnd(28)} ${set ? 'environment' : 'default    '}  ${sentence}`
}

function wordsOf({ state, part, sentence }: Finding): string {
  return `${marks[state]} ${part.padEnd(9)} ${sentence}`
}

/** Passwords stay out of terminals and of the reports people paste. */
function masked(address: string): string {
  const url = URL.parse(address)
  if (!url) return '(set)'
  if (url.password) url.password = '***'
  for (const name of url.searchParams.keys())
    if (/pass|key|secret/i.test(name)) url.searchParams.set(name, '***')
  return url.href
}
