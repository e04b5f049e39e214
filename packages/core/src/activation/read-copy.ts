import { readProductCode } from '../catalog/product-code.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { withoutStray } from '../kernel/text.ts'

/** A product copy as it describes itself. */
export interface ProductCopy {
  readonly productCode: string
  /** Random, made once on that machine: nothing of it tells about the machine or its owner. */
  readonly machine: string
  readonly machineName: string
  readonly system: string
  readonly release: string
}

/** What a product sent, nothing trusted. */
export type TypedCopy = { readonly [Field in keyof ProductCopy]: unknown }

const longest = 100

/** Reads how a product copy describes itself; names that cannot be shown are shortened, never refused. */
export function readCopy(typed: TypedCopy): Decision<ProductCopy> {
  const code = readProductCode(textOf(typed.productCode))
  if (!code.ok) return refuse('not_a_choice', { field: 'client_id' })
  const machine = textOf(typed.machine)
  if (!/^[\w-]{22,100}$/.test(machine)) return refuse('fields_wrong', { field: 'machine' })
  return accept({
    productCode: code.plan,
    machine,
    machineName: shown(typed.machineName),
    system: shown(typed.system),
    release: shown(typed.release),
  })
}

/** A name a product gave, as one line that can be shown. */
export function shown(value: unknown): string {
  const line = withoutStray(
    textOf(value)
      .slice(0, longest * 4)
      .toWellFormed(),
  )
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFC')
  return Array.from(line).slice(0, longest).join('')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
