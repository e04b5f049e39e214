import type { Decision } from '../kernel/decision.ts'
import { type Address, readAddress } from '../kernel/email.ts'
import { withoutInvisible, withoutStray } from '../kernel/text.ts'

/** An address found in a cell, with the words before it and after it that may name the person. */
export interface Mention {
  readonly address: Decision<Address>
  readonly before: string
  readonly after: string
  readonly tidied: boolean
}

/** What a cell says: the addresses in it, the words when there are none, and the remarks that were left out. */
export interface CellReading {
  readonly mentions: readonly Mention[]
  readonly words: string
  readonly remark: string
}

const atSigns = /[@＠﹫]|[([{](?:at|ät)[)\]}]/iu
const spelledAt = /\s?(?:[＠﹫]|[([{](?:at|ät)[)\]}])\s?/giu
const remarks = /[([（][^()[\]（）@]*[)\]）]/gu
const token = /[^\s<>()[\]{}"“”„«»,;:|，；、：（）]+/gu

/** Tells whether an address, whole or broken, is meant in this text. */
export function mentionsAddress(text: string): boolean {
  return atSigns.test(text)
}

/** Counts the addresses meant in a text. */
export function countAddresses(text: string): number {
  return (text.match(/[@＠﹫]|[([{](?:at|ät)[)\]}]/giu) ?? []).length
}

/** Reads a cell, taking wrapping off the addresses and tidying what copying did to them. */
export function readCell(cell: string): CellReading {
  const { text, tidied } = tidy(cell)
  const remark = (text.match(remarks) ?? []).join(' ')
  const plain = text.replace(remarks, ' ').replace(/\b(?:mailto|smtp|sip):/giu, ' ')
  const places = placesIn(plain)
  const mentions = places.map(({ at, typed }, index): Mention => {
    const visible = withoutInvisible(typed)
    const previous = places[index - 1]
    const before = plain.slice(previous ? previous.at + previous.typed.length : 0, at)
    const after = index === places.length - 1 ? plain.slice(at + typed.length) : ''
    return { address: readAddress(unwrapped(visible)), before, after, tidied: tidied || visible !== typed }
  })
  return { mentions: mentions.filter(unlikeTheOneBefore), words: mentions.length === 0 ? plain : '', remark }
}

interface Place {
  readonly at: number
  readonly typed: string
}

function placesIn(plain: string): Place[] {
  const places: Place[] = []
  for (const { 0: typed, index } of plain.matchAll(token))
    if (typed.includes('@')) places.push({ at: index, typed })
  return places
}

/** Removes what copying leaves behind: hidden characters, full-width signs, blanks around the at sign. */
function tidy(cell: string): { text: string; tidied: boolean } {
  const spaced = cell.replace(/\s+/gu, ' ')
  const text = withoutStray(spaced)
    .replace(/\p{Cc}/gu, '')
    .replace(spelledAt, '@')
    .replace(/^([^\s@<>"]+)\s@\s?(?=[^\s@]+\.)/u, '$1@')
    .replace(/<\s?([^\s<>@]+)\s?@\s?([^\s<>@]+)\s?>/gu, '<$1@$2>')
    .replace(/([^\s@]@)\s(?=[^\s@<>]+\.[^\s@<>.]{2,}(?:[\s>]|$))/gu, '$1')
  return { text, tidied: text !== spaced }
}

function unwrapped(typed: string): string {
  return typed
    .replace(/^[.'‘’`*!]+/u, '')
    .replace(/(@[^?]*)\?.*$/su, '$1')
    .replace(/[.'‘’`*!…-]+$/u, '')
}

/** Mail programs paste a link as text and target: the same address twice in a row. */
function unlikeTheOneBefore(mention: Mention, index: number, all: readonly Mention[]): boolean {
  const previous = all[index - 1]?.address
  if (!previous?.ok || !mention.address.ok || /\p{L}/u.test(mention.before)) return true
  return previous.plan.key !== mention.address.plan.key
}
