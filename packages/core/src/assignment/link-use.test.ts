import { expect, test } from 'vitest'
import { type LinkUse, leftOf, linkNews } from './link-use.ts'

const use = (facts: Partial<LinkUse>): LinkUse => ({
  ...{ notice: 'daily', cap: 25, taken: 10, free: 100, toldBefore: false },
  ...facts,
})

test.each([
  [use({ taken: 22 }), null],
  [use({ taken: 23 }), 'link_nearly_used'],
  [use({ taken: 24, toldBefore: true }), null],
  [use({ taken: 25 }), 'link_used_up'],
  [use({ cap: 200, taken: 180 }), 'link_nearly_used'],
  [use({ cap: 3, taken: 1 }), null],
  [use({ cap: 3, taken: 2 }), 'link_nearly_used'],
  [use({ cap: null, free: 3 }), null],
  [use({ cap: null, free: 2 }), 'link_nearly_used'],
  [use({ cap: null, taken: 1, free: 2 }), null],
  [use({ cap: 40, taken: 30, free: 1 }), 'link_nearly_used'],
])('%o leads to %s', (facts, news) => {
  expect(linkNews(facts)).toBe(news)
})

test('each taking is told to whoever wants to know of each, in one letter with what else there is to say', () => {
  expect(linkNews(use({ notice: 'each' }))).toBe('link_taken')
  expect(linkNews(use({ notice: 'each', taken: 24 }))).toBe('link_nearly_used')
  expect(linkNews(use({ notice: 'each', taken: 25 }))).toBe('link_used_up')
})

test('who wants no news of a link gets none', () => {
  expect(linkNews(use({ notice: 'none', taken: 24 }))).toBe(null)
  expect(linkNews(use({ notice: 'none', taken: 25 }))).toBe(null)
})

test('no more can take a license than the limit and the free seats both allow', () => {
  expect(leftOf({ cap: 25, taken: 20, free: 3 })).toBe(3)
  expect(leftOf({ cap: 25, taken: 20, free: 90 })).toBe(5)
  expect(leftOf({ cap: null, taken: 20, free: 9 })).toBe(9)
})
