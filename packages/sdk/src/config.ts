import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** The folder in which this system keeps settings of programs for whoever is signed in. */
export function configFolder(name: string): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env
  if (process.platform === 'win32') return join(APPDATA ?? join(homedir(), 'AppData', 'Roaming'), name)
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name)
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), name)
}
