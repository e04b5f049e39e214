import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { say } from './runtime.mjs'

const packages = ['chromium', 'fonts-noto-cjk']

/** Makes sure the browser stories find Debian's Chromium, or says in one line what to install. */
export function ensureBrowser() {
  if (existsSync('/usr/bin/chromium')) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(`The browser stories need /usr/bin/chromium: sudo apt-get install ${packages.join(' ')}`)
    return
  }
  say(`Installing ${packages.join(' and ')} for the browser stories`)
  const quiet = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  const installed = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    quiet,
  )
  if (installed.status !== 0)
    say(`apt could not install ${packages.join(' and ')}; the browser stories will fail`)
}
