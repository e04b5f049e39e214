import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { House } from './house.ts'

const program = fileURLToPath(new URL('../examples/loomwright/bin/loomwright.mjs', import.meta.url))
const noNetwork = new URL('no-network.mjs', import.meta.url).href

/** What a copy of Loomwright did with a command. */
export interface Done {
  /** 0: done; 1: not licensed; 2: not understood. */
  readonly code: number | null
  readonly says: string
}

export interface Wishes {
  /** The machine has none, and a product that looks for one ends at once. */
  readonly network?: false
  readonly release?: string
  /** What the clock of the machine shows; the story's own time when nothing is said. */
  readonly now?: string
  /** What stands on standard input. */
  readonly input?: string
}

/** Loomwright on one machine: it remembers its license from one start to the next, and nothing else. */
export interface LoomwrightCopy {
  run(command: string, wishes?: Wishes): Promise<Done>
  /** Starts `activate` and answers when the link is shown; `done` waits for its end. */
  connect(): Promise<{ readonly path: string; readonly done: Promise<Done> }>
}

const copies: string[] = []

/** Puts Loomwright on a machine that has never had it, built for this house. */
export async function installLoomwright({ origin, clock }: House): Promise<LoomwrightCopy> {
  const home = mkdtempSync(join(tmpdir(), 'claviger-loomwright-'))
  copies.push(home)
  const rootKey = await (await fetch(`${origin}/.well-known/claviger/root.json`)).text()
  const start = (command: string, { network, release, now, input }: Wishes) => {
    const env = {
      ...process.env,
      ...{ LOOMWRIGHT_ROOT_KEY: rootKey, LOOMWRIGHT_SERVER: origin, LOOMWRIGHT_HOME: home },
      LOOMWRIGHT_NOW: now ?? clock.now().toISOString(),
      ...(release ? { LOOMWRIGHT_RELEASE: release } : {}),
    }
    const without = network === false ? ['--import', noNetwork] : []
    const child = spawn(process.execPath, [...without, program, ...command.split(' ')], { env })
    child.stdin.end(input ?? '')
    return listenTo(child)
  }
  return {
    run: (command, wishes = {}) => start(command, wishes).done,
    async connect() {
      const running = start('activate', {})
      const [, path = ''] = await running.said(/Open https?:\/\/[^/]+(\/\S+)/)
      return { path, done: running.done }
    },
  }
}

/** Takes every copy off its machine. */
export function removeLoomwrights(): void {
  for (const home of copies.splice(0)) rmSync(home, { recursive: true, force: true })
}

/** Hears all a program says; `done` waits for its end, `said` for words. */
export function listenTo(child: ReturnType<typeof spawn>) {
  let says = ''
  const heard: (() => void)[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part) => {
      says += String(part)
      for (const tell of heard) tell()
    })
  const done = once(child, 'close').then(([code]): Done => ({ code: code as number | null, says }))
  const said = (form: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = form.exec(says)
        if (found) resolve(found)
      }
      heard.push(look)
      look()
      done.then(() => reject(new Error(`it never said ${form}, but:\n${says}`)))
    })
  return { done, said }
}
