import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What may change with the colors; everything else of a page is the same in the dark. */
const rulesOfColor = ['color-contrast', 'link-in-text-block']
const schemes = [
  { colorScheme: 'light', options: { preload: false, resultTypes: ['violations'] } },
  { colorScheme: 'dark', options: { preload: false, resultTypes: ['violations'], runOnly: rulesOfColor } },
] as const

/** Everything axe finds on this page, in light and, unless left out, in dark; one line a finding. */
export async function axeFindings(page: Page, dark = true): Promise<string[]> {
  await page.evaluate(axeSource)
  const found: string[] = []
  for (const { colorScheme, options } of dark ? schemes : schemes.slice(0, 1)) {
    await page.emulateMedia({ colorScheme })
    const { violations }: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)
    for (const { id, nodes } of violations)
      for (const { target, failureSummary = '' } of nodes)
        found.push(`${colorScheme} ${id} at ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`)
  }
  return found
}
