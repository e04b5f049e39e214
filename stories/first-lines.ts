import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { House } from './house.ts'
import { listenTo } from './loomwright.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const folders: string[] = []

/** A folder of a product developer, with the SDK installed and these files in it. */
export function developerFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'claviger-developer-'))
  folders.push(folder)
  mkdirSync(join(folder, 'node_modules', '@claviger'), { recursive: true })
  symlinkSync(join(repository, 'packages/sdk'), join(folder, 'node_modules', '@claviger', 'sdk'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** Starts a file of the folder on a machine whose clock shows the story's time; it remembers nothing beyond the folder. */
export function startLines({ clock }: House, folder: string, file: string) {
  const ahead = clock.now().getTime() - (performance.timeOrigin + performance.now())
  const moved = `const Own = Date; globalThis.Date = class extends Own {
    constructor(...given) { given.length > 0 ? super(...given) : super(Own.now() + ${ahead}) }
    static now() { return Own.now() + ${ahead} }
  }`
  const preload = `data:text/javascript,${encodeURIComponent(moved)}`
  const env = { ...process.env, XDG_CONFIG_HOME: folder, HOME: folder }
  return listenTo(spawn(process.execPath, ['--import', preload, file], { cwd: folder, env }))
}

/** What the compiler says against the files of the folder; nothing when all is well. */
export function typeErrors(folder: string): string {
  const compilerOptions = {
    ...{ strict: true, noEmit: true, module: 'nodenext', target: 'es2024', lib: ['es2024', 'dom'] },
    ...{ allowImportingTsExtensions: true, skipLibCheck: true, types: ['node'] },
    typeRoots: [join(repository, 'node_modules/@types')],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  try {
    execFileSync(process.execPath, [join(repository, 'node_modules/typescript/bin/tsc'), '-p', folder])
    return ''
  } catch (fault) {
    return String((fault as { stdout?: unknown }).stdout ?? fault)
  }
}

/** Takes every folder away. */
export function removeDeveloperFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
