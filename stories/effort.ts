import { expect } from 'vitest'

/** What somebody has done with their hands so far. */
export interface Effort {
  /** Presses of the pointer, and of Enter or Space on a control; a paste counts as one. */
  clicks: number
  /** Fields typed or pasted into, each once. */
  readonly fields: Set<string>
}

export interface Budget {
  readonly clicks: number
  readonly fields: number
}

/** Lets somebody do a flow, and fails when it takes more presses or fields than it may. */
export async function budget(
  { clicks, fields }: Budget,
  { effort }: { readonly effort: Effort },
  flow: () => Promise<void>,
): Promise<void> {
  effort.clicks = 0
  effort.fields.clear()
  await flow()
  expect(effort.clicks, `presses, of ${clicks}`).toBeLessThanOrEqual(clicks)
  expect(effort.fields.size, `fields (${[...effort.fields].join(', ')}), of ${fields}`).toBeLessThanOrEqual(
    fields,
  )
}
