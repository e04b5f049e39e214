import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { allRoutes } from './all-routes.ts'
import { type FullTown, fillTown } from './full-town.ts'
import { openHouse } from './house.ts'
import { notPages, type PageVisit, pagesOf } from './pages.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let town: Promise<FullTown> | undefined
const filled = () => {
  town ??= fillTown(place.house)
  return town
}

test('every address of the console is on the list of pages', async () => {
  const listed = pagesOf(await filled()).map(({ route }) => route)
  const missing = (await allRoutes()).filter(({ path }) => !listed.includes(path) && !notPages.has(path))
  expect(missing).toEqual([])
})

test('every page is one document with one title, fits 320 pixels, and axe finds nothing in light and dark (O-62)', async () => {
  const found: Record<string, readonly string[]> = {}
  const visits = pagesOf(await filled()).values()
  const walk = async () => {
    const visitors = new Map<string, Visitor>()
    for (const visit of visits) {
      const who = visit.as ?? ''
      const visitor = visitors.get(who) ?? (await place.house.visitor({}, who))
      visitors.set(who, visitor)
      const wrong = await wrongWith(visitor, visit).catch((fault: Error) => [fault.message])
      if (wrong.length > 0) found[`${visit.route} ${visit.state ?? ''} (${visit.path})`] = wrong
    }
  }
  // The browser judges one page while the service makes another.
  await Promise.all([walk(), walk()])
  expect(found).toEqual({})
}, 600_000)

async function wrongWith(visitor: Visitor, { path, steps, status = 200 }: PageVisit): Promise<string[]> {
  const { page } = visitor
  await page.setViewportSize({ width: 1280, height: 800 })
  const answered = steps ? await steps(visitor).then(() => status) : await visitor.open(path)
  return [
    ...(answered === status ? [] : [`answers ${answered}`]),
    ...(await wrongTitles(page)),
    ...(await axeFindings(page)),
    ...(await wrongAt320(page)),
  ]
}

async function wrongTitles(page: Page): Promise<string[]> {
  const headings = await page.getByRole('heading', { level: 1 }).allTextContents()
  const title = await page.title()
  return [
    ...(headings.length === 1
      ? []
      : [`${headings.length} headings of the first level: ${headings.join(' | ')}`]),
    ...(title.endsWith(' · Fenwick Tools') ? [] : [`its title is "${title}"`]),
  ]
}

/** Wide tables may scroll inside their own region; the page itself may not. */
async function wrongAt320(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 })
  const wide: string[] = await page.evaluate(widerThanTheScreen)
  return [
    ...wide.map((part) => `320 px: too wide: ${part}`),
    // What is dark is the same at any width.
    ...(await axeFindings(page, false)).map((one) => `320 px: ${one}`),
  ]
}

const widerThanTheScreen = `(() => {
  const screen = document.documentElement
  if (screen.scrollWidth <= screen.clientWidth) return []
  const beyond = [...document.querySelectorAll('body *')].filter((part) => part.getBoundingClientRect().right > screen.clientWidth + 1)
  return beyond.slice(0, 5).map((part) => part.outerHTML.slice(0, 160))
})()`
