import type { Keep } from '@claviger/core/activation/plan-document'
import type { Enclosure } from '../outbox/enclosure.ts'
import { cover } from '../outbox/letter-secrets.ts'
import { codeBlock, termsOf } from './code-terms.ts'

/** A code as a letter brings it along. */
export interface EnclosedCode {
  readonly product: string
  readonly text: string
  readonly fileName: string
  readonly validUntil: string
  readonly keeps: readonly Keep[]
}

/** The part of a letter that brings an activation code: what it is for, until when, the code, and the same as a file. */
export function enclosedCode(code: EnclosedCode): Enclosure {
  const { product, text, fileName: name } = code
  return {
    blocks: (w) => [
      { kind: 'paragraph', text: w('code_enclosed', { product }) },
      { kind: 'paragraph', text: termsOf(code, w) },
      codeBlock(text, w),
      { kind: 'paragraph', text: w('activation_code_stays') },
    ],
    file: text === cover ? null : { name, text },
  }
}

/** Says of a code that its holder keeps, although the license is gone, until when it works and what it keeps. */
export function codeStays(code: Pick<EnclosedCode, 'validUntil' | 'keeps'>): Enclosure {
  return {
    blocks: (w) => [{ kind: 'paragraph', text: `${w('code_stays')} ${termsOf(code, w)}` }],
    file: null,
  }
}

/** Says of a letter that has not left yet that its code is made when it does. */
export const codeComes: Enclosure = {
  blocks: (w) => [{ kind: 'paragraph', text: w('code_comes') }],
  file: null,
}
