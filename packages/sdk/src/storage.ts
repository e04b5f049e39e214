/**
 * Where a product keeps what it remembers: a few texts under short names (letters, digits and hyphens). Bring your own
 * to keep them in a database, a keychain or a test.
 */
export interface Storage {
  /** The text under this name, or `null` where there is none. */
  read(name: string): Promise<string | null>
  /** Keeps the text; one that is written while another process reads must never be seen in part. */
  write(name: string, text: string): Promise<void>
  /**
   * Does what reads and then writes a text while nobody else on this machine does the same. Bring it where several
   * processes share a storage, or one could forget what the other has just been told.
   */
  alone?<Result>(name: string, act: () => Promise<Result>): Promise<Result>
}

/** Keeps everything until the process ends: for tests, and where nothing may be written. */
export function memoryStorage(): Storage {
  const texts = new Map<string, string>()
  return {
    read: async (name) => texts.get(name) ?? null,
    write: async (name, text) => void texts.set(name, text),
  }
}

/** Keeps texts in the browser's `localStorage`; where the browser keeps none, until the page is left. */
export function browserStorage(prefix = 'claviger'): Storage {
  const kept = memoryStorage()
  return {
    async read(name) {
      try {
        return localStorage.getItem(`${prefix}:${name}`) ?? (await kept.read(name))
      } catch {
        return kept.read(name)
      }
    },
    async write(name, text) {
      try {
        localStorage.setItem(`${prefix}:${name}`, text)
      } catch {
        await kept.write(name, text)
      }
    },
    // Tabs of one address share the memory; a runtime without locks has no tabs.
    alone: (name, act) => globalThis.navigator?.locks?.request(`${prefix}:${name}`, act) ?? act(),
  }
}
