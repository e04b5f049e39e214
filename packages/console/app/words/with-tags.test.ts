import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { withTags } from './with-tags.ts'

const elements = (tag: string, content: unknown[]) =>
  createElement(tag === 'b' ? 'strong' : 'a', null, ...(content as string[]))

const shown = (sentence: string, facts: Record<string, string | number> = {}) =>
  renderToStaticMarkup(
    withTags(
      (marked) => sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(marked[name])),
      facts,
      elements,
    ),
  )

test('tags of a sentence become elements, inside each other too', () => {
  expect(shown('Taken: <b>{{taken}} <i>of</i> 25</b>.', { taken: 9 })).toBe(
    'Taken: <strong>9 <a>of</a> 25</strong>.',
  )
})

test('a tag without content becomes its element', () => {
  expect(shown('Signed in as <address/>')).toBe('Signed in as <a></a>')
})

test('a tag in a fact stays text', () => {
  expect(shown('<b>{{name}}</b>', { name: '<b>Bold</b> & Co' })).toBe(
    '<strong>&lt;b&gt;Bold&lt;/b&gt; &amp; Co</strong>',
  )
})
