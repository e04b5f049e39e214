import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { fillTown } from './full-town.ts'
import { openHouse } from './house.ts'
import { pagesOf } from './pages.ts'

const place = openHouse()
const shapes = [
  { shape: 'light', width: 1280, dark: false },
  { shape: 'dark', width: 1280, dark: true },
  { shape: 'phone', width: 320, dark: false },
] as const

/**
 * Not a test of anything: writes a picture of every page for somebody to look at. Run it with
 * `npx vitest run --config stories/look.config.ts`.
 */
test('pictures of every page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'claviger-look-'))
  console.log(`pictures in ${folder}`)
  const town = await fillTown(place.house)
  for (const { shape, width, dark } of shapes) {
    mkdirSync(join(folder, shape))
    for (const { path, as = '', state = '', route, steps } of pagesOf(town)) {
      const guest = await place.house.visitor({ width, dark }, as)
      await (steps ? steps(guest) : guest.open(path))
      const name = `${route} ${state}`.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'front'
      await guest.page.screenshot({ path: join(folder, shape, `${name}.png`), fullPage: true })
      await guest.context.close()
    }
  }
}, 600_000)
