import type { Storage } from './storage.ts'

/** How a machine introduces itself. */
export interface Machine {
  /** Random, made once; says nothing about the machine or its owner. */
  readonly id: string
  readonly name: string
  readonly system: string
}

/**
 * Tells which machine this is. Products of one vendor on one machine share the answer, so that a pack uses one place
 * however many of them run. Where nothing can be kept, it holds until the process ends.
 */
export function machineIn(storage: Storage, named: Omit<Machine, 'id'>): () => Promise<Machine> {
  const made = randomId()
  const alone: NonNullable<Storage['alone']> = storage.alone?.bind(storage) ?? ((_, act) => act())
  return async () => ({ id: await alone('machine', () => keptId(storage, made)), ...named })
}

async function keptId(storage: Storage, made: string): Promise<string> {
  try {
    const kept = await storage.read('machine')
    if (kept && /^[\w-]{22,100}$/.test(kept)) return kept
    await storage.write('machine', made)
  } catch {
    // A folder that nobody may write is no reason not to connect.
  }
  return made
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
