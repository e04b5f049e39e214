import { createElement, Fragment, type ReactNode } from 'react'
import type { Facts } from './use-words.ts'

const open = '\uE000'
const close = '\uE001'
const tagged = /<(\w+)\/>|<(\w+)>(.*?)<\/\2>/gsu
const marks = new RegExp(`${open}(\\d+)${close}`, 'gu')

/**
 * Makes a sentence whose tags become elements. Text facts travel through the sentence as marks, so that a name with a
 * tag in it stays a name.
 */
export function withTags(
  sentence: (facts: Facts) => string,
  facts: Facts,
  element: (tag: string, content: ReactNode[]) => ReactNode,
): ReactNode {
  const texts: string[] = []
  const mark = (value: string | number) =>
    typeof value === 'number' ? value : `${open}${texts.push(value) - 1}${close}`
  const marked = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, mark(value)]))
  const restored = (text: string) => text.replaceAll(marks, (_, at: string) => texts[Number(at)] ?? '')
  const parts = split(sentence(marked), restored, element)
  return createElement(Fragment, null, ...parts)
}

function split(
  text: string,
  restored: (text: string) => string,
  element: (tag: string, content: ReactNode[]) => ReactNode,
): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const match of text.matchAll(tagged)) {
    const [whole, empty, tag, content = ''] = match
    if (match.index > at) parts.push(restored(text.slice(at, match.index)))
    parts.push(element(empty ?? tag ?? '', empty ? [] : split(content, restored, element)))
    at = match.index + whole.length
  }
  if (at < text.length) parts.push(restored(text.slice(at)))
  return parts
}
