import type { ProductCall } from '@claviger/server/activation/call-views'
import type { ShownCall } from './calls-table.tsx'

/** A call as its page carries it: moments as text. */
export function callShown(call: ProductCall): ShownCall {
  return { ...call, at: call.at.toISOString() }
}
