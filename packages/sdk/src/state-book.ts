import { differs, type State, stateIn, textOfState } from './state.ts'
import type { Storage } from './storage.ts'

/** The state of one product on this machine. Changes are made one after the other, each on what is kept by then. */
export interface StateBook {
  read(): Promise<State>
  change(change: (state: State) => State): Promise<State>
  /** Why the state lives in this process alone, when it could not be kept. */
  unkept(): string | undefined
}

/**
 * Opens the book of a product. A storage that fails stops nothing: what this process knows holds until it ends. A
 * damaged text is put aside under another name before a new one is written.
 */
export function openStateBook(storage: Storage, name: string): StateBook {
  const alone: NonNullable<Storage['alone']> = storage.alone?.bind(storage) ?? ((_, act) => act())
  let last: Promise<unknown> = Promise.resolve()
  let known: State = {}
  let unkept: string | undefined

  const inTurn = <Result>(act: () => Promise<Result>): Promise<Result> => {
    const next = last.then(act, act)
    last = next.catch(() => undefined)
    return next
  }
  const read = async (): Promise<Page> => {
    try {
      const text = await storage.read(name)
      const { state, isDamaged } = stateIn(text)
      if (unkept === undefined) known = state
      return { state: known, damaged: isDamaged ? text : null }
    } catch (fault) {
      return { state: known, damaged: null, fault }
    }
  }
  const write = async ({ state: before, damaged, fault }: Page, state: State) => {
    known = state
    try {
      if (fault) throw fault
      if (damaged) await storage.write(`${name}-damaged`, damaged)
      await storage.write(name, textOfState(state))
      unkept = undefined
    } catch (fault) {
      if (unkept !== undefined || differs(before, state)) unkept = reasonOf(fault)
    }
  }
  const changeOnce = async (change: (state: State) => State) => {
    const page = await read()
    const after = change(page.state)
    if (after !== page.state) await write(page, after)
    return after
  }
  return {
    read: () => inTurn(async () => (await read()).state),
    change: (change) => inTurn(() => alone(name, () => changeOnce(change))),
    unkept: () => unkept,
  }
}

interface Page {
  readonly state: State
  /** What stands there and cannot be understood. */
  readonly damaged: string | null
  /** Why it could not be read: then nothing is written over it. */
  readonly fault?: unknown
}

function reasonOf(fault: unknown): string {
  const { code, message } = fault as { readonly code?: string; readonly message?: string }
  return code ?? message ?? 'the storage does not work'
}
