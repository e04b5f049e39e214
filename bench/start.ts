import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { atMost, figure, median } from './measuring/figure.ts'

// From `npm start` to the first page in somebody's hands: with no database yet, and with one from before. What the
// launcher does once per clone, installing and building, is done already.

const root = fileURLToPath(new URL('..', import.meta.url))
const rounds = 5
const restMs = 5_000

const places = Array.from({ length: rounds }, newPlace)
try {
  const [cold, warm, memory]: [number[], number[], number[]] = [[], [], []]
  for (const place of places) {
    cold.push((await startOnce(place)).seconds)
    const again = await startOnce(place, restMs)
    warm.push(again.seconds)
    memory.push(again.megabytes)
  }
  figure('start-cold', median(cold), 's', atMost(3))
  figure('start-warm', median(warm), 's', atMost(1.5))
  figure('memory-at-rest', median(memory), 'MB', atMost(200))
} finally {
  for (const place of places) rmSync(place, { recursive: true, force: true })
}

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'claviger-start-'))
  // Root's PostgreSQL runs as somebody else, who has to pass through here.
  chmodSync(place, 0o711)
  return place
}

/** Starts, opens the page the start names, rests, weighs the server, and stops it. */
async function startOnce(dataDir: string, rest = 0): Promise<{ seconds: number; megabytes: number }> {
  const begun = performance.now()
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', DATABASE_URL: '', SMTP_URL: '', PUBLIC_URL: '' }
  const started = spawn('npm', ['start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  try {
    const page = await fetch(await addressSaid(started))
    await page.text()
    if (!page.ok) throw new Error(`the first page answered ${page.status}`)
    const seconds = (performance.now() - begun) / 1000
    await delay(rest)
    return { seconds, megabytes: weigh(started) }
  } finally {
    if (started.pid !== undefined) process.kill(-started.pid, 'SIGTERM')
    if (started.exitCode === null && started.signalCode === null) await once(started, 'exit')
  }
}

async function addressSaid({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('nothing to listen to')
  const said: string[] = []
  for await (const line of createInterface({ input: stdout })) {
    said.push(line)
    const address = /(?:Open|ready at) (http\S+)/.exec(line)?.[1]
    if (address) return address
  }
  throw new Error(`npm start ended: ${said.join('\n')}`)
}

/** Resident memory of the server below this process, without its PostgreSQL. */
function weigh(started: ChildProcess): number {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
  const processes = table.split('\n').flatMap((line) => {
    const [, pid, parent, kilobytes, args = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid ? [{ pid: Number(pid), parent: Number(parent), kilobytes: Number(kilobytes), args }] : []
  })
  const parents = new Map(processes.map((one) => [one.pid, one.parent]))
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === started.pid || isBelow(parents.get(pid)))
  const server = processes.find((one) => one.args.includes('server/src/main.ts') && isBelow(one.pid))
  if (!server) throw new Error('the server is not among the processes')
  return server.kilobytes / 1024
}
