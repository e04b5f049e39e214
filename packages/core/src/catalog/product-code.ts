import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { slugOf } from '../kernel/ids.ts'

/** Proposes a short code for a product: LOOM for "Loomwright", the initials of three words, a number when taken. */
export function proposeCode(name: string, taken: ReadonlySet<string> = new Set()): string {
  const words = slugOf(name, 'product').split('-')
  const initials = words.map((word) => word.charAt(0)).join('')
  const letters = words.length >= 3 ? initials : words.join('')
  const code = letters.toUpperCase().replace(/^\d+/, '').slice(0, 4).padEnd(2, 'X')
  return free(code, taken)
}

/** Reads a product code: two to fifteen letters and digits, a letter first, in capitals. */
export function readProductCode(text: string): Decision<string> {
  const code = text.trim().toUpperCase()
  return /^[A-Z][A-Z0-9]{1,14}$/.test(code)
    ? accept(code)
    : refuse('product_code_malformed', { min: 2, max: 15 })
}

function free(code: string, taken: ReadonlySet<string>): string {
  for (let number = 2; taken.has(code); number++) code = `${code.replace(/\d+$/, '')}${number}`
  return code
}
