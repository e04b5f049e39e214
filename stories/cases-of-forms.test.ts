import { beforeAll, describe, expect, test } from 'vitest'
import { dump } from '../packages/server/src/testing/story.ts'
import { type FullTown, fillTown } from './full-town.ts'
import { openHouse } from './house.ts'
import { ines, owner } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let town: FullTown

beforeAll(async () => {
  town = await fillTown(place.house)
})

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const noScripts = { scripts: false } as const

/** Every field of the form on the page with this button, as a browser without scripts sends it. */
const formOf = `(name) => {
  const button = [...document.querySelectorAll('form button')].find((one) => one.textContent.trim().match(new RegExp(name)))
  return { action: button.form.action, fields: [...new FormData(button.form, button)].filter(([, value]) => typeof value === 'string') }
}`

describe('a form without scripts, sent twice at once and once more', () => {
  const one = crypto.randomUUID().slice(0, 8)
  const creating: readonly [
    table: string,
    path: () => string,
    as: string,
    button: string,
    fill: (v: Visitor) => Promise<void>,
  ][] = [
    ['invitation', () => `/o/${town.busy.slug}/links/new`, ines, '^Create link$', async () => {}],
    [
      'assignment',
      () => `/o/${town.busy.slug}/assign/one`,
      ines,
      '^Assign 1',
      (v) => v.fill('E-mail', `${one}@harrowvale.example`),
    ],
    [
      'assignment',
      () => `/o/${town.busy.slug}/assign`,
      ines,
      '^Assign 1',
      async (v) => {
        await v.fill('People', `list.${one}@harrowvale.example`)
        await v.press('Look at the list')
      },
    ],
    [
      'role_grant',
      () => `/o/${town.busy.slug}/admins`,
      ines,
      '^(Invite|Offer|Add|Send)',
      (v) => v.fill('E-mail', `role.${one}@harrowvale.example`),
    ],
    ['staff', () => '/vendor/staff', owner, '^Add', (v) => v.fill('E-mail', `staff.${one}@fenwick.example`)],
    [
      'product',
      () => '/vendor/products/new',
      owner,
      '^(Add|Create|Save)',
      (v) => v.fill('Name', `Warper ${one}`),
    ],
    ['release', () => '/vendor/products/LOOM', owner, '^Add', (v) => v.fill('Version', '9.9')],
    [
      'customer_order',
      () => '/checkout?product=loomwright&quantity=7&term=year',
      '',
      '^Order for',
      async (v) => {
        await v.fill('Work e-mail', `${one}@west.example`)
        await v.fill('Your name', 'Hasty')
        await v.fill('Company', 'West')
      },
    ],
    [
      'customer_order',
      () => `/vendor/sell?customer=${town.busy.organizationId}`,
      owner,
      '^(Sell|Deliver)',
      async (v) =>
        void (await v.page
          .getByRole('spinbutton')
          .first()
          .or(v.page.locator('[name=quantity]'))
          .first()
          .fill('3')),
    ],
    [
      'license_request',
      () => `${town.links.full.path}/ask`,
      '',
      '^(Ask|Send)',
      (v) => v.fill(/e-mail/i, `${one}@ask.example`),
    ],
  ]

  test.each(creating)('makes one %s (O-61) [case %#]', async (table, path, as, button, fill) => {
    const { house } = place
    const visitor = await house.visitor(noScripts, as)
    await visitor.open(path())
    await fill(visitor)
    const found: { action: string; fields: [string, string][] } = await visitor.page.evaluate(
      `(${formOf})(${JSON.stringify(button)})`,
    )
    const before = (await dump(house))[table]?.length ?? 0
    const send = () =>
      visitor.context.request.post(found.action, {
        headers: form,
        data: `${new URLSearchParams(found.fields)}`,
        maxRedirects: 0,
      })
    const answers = [...(await Promise.all([send(), send()])), await send()]
    // An answer that leads elsewhere is what makes reloading harmless.
    expect(answers.map((answer) => answer.status()).filter((status) => status >= 500)).toEqual([])
    expect(answers.map((answer) => answer.status())).toContain(302)
    expect(((await dump(house))[table]?.length ?? 0) - before).toBe(1)
  })
})

describe('with keyboard and ears only', () => {
  test('a bad address is marked, tied to its message, and has the focus (O-62)', async () => {
    const visitor = await place.house.visitor({}, ines)
    await visitor.open(`/o/${town.busy.slug}/assign/one`)
    await visitor.fill('E-mail', 'not an address')
    await visitor.page.keyboard.press('Enter')
    await visitor.page.getByRole('alert').waitFor()
    const field = visitor.page.getByRole('textbox', { name: 'E-mail' })
    await expect.poll(() => field.evaluate((one) => document.activeElement === one)).toBe(true)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    const described = (await field.getAttribute('aria-describedby'))?.split(' ').at(-1)
    expect((await visitor.page.locator(`#${described}`).textContent())?.length).toBeGreaterThan(5)
  })

  test('three people chosen in the table are counted aloud, and a sorted column says how (O-62)', async () => {
    const visitor = await place.house.visitor({}, ines)
    const { page } = visitor
    await visitor.open(`/o/${town.busy.slug}/licenses?status=invited`)
    const boxes = page.getByRole('table').getByRole('checkbox', { name: /^Select .+@/ })
    for (const index of [0, 1, 2]) {
      await boxes.nth(index).focus()
      await page.keyboard.press('Space')
      expect(await boxes.nth(index).isChecked()).toBe(true)
    }
    await page.getByRole('status').filter({ hasText: '3' }).first().waitFor()
    const sorting = page.getByRole('columnheader').getByRole('link').first()
    await sorting.focus()
    await page.keyboard.press('Enter')
    await page.locator('th[aria-sort]').waitFor()
  })

  test('copying an invitation link is said aloud (O-62)', async () => {
    const visitor = await place.house.visitor({}, ines)
    await visitor.open(`/o/${town.busy.slug}/links/${town.links.open.id}`)
    await visitor.pressByKeys(/^Copy/)
    await visitor.page
      .getByRole('status')
      .filter({ hasText: /copied/i })
      .waitFor()
  })

  test.each(['assign', 'assign/one', 'licenses', 'links'])(
    '%s twice as large and in high contrast keeps its names, its edges and its focus (O-62)',
    async (path) => {
      const visitor = await place.house.visitor({ width: 640, height: 400 }, ines)
      const { page } = visitor
      await visitor.open(`/o/${town.busy.slug}/${path}`)
      await visitor.findsNothingWrong()
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(640)
      await page.emulateMedia({ forcedColors: 'active' })
      const edges: string[] = await page.evaluate(edgesOfButtons)
      expect(edges.filter((edge) => !edge.includes('solid'))).toEqual([])
      await page.keyboard.press('Tab')
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none')
    },
  )
})

/** What tells a button from text where every background is the reader's own. */
const edgesOfButtons = `[...document.querySelectorAll('main button')].filter((one) => one.checkVisibility()).map((one) => {
  const { borderStyle, textDecorationStyle, textDecorationLine } = getComputedStyle(one)
  return one.textContent + ': ' + borderStyle + (textDecorationLine === 'none' ? '' : ' ' + textDecorationStyle)
})`

test('with scripts, an act is said on a page that can be reloaded, and a new product has its form’s id in the address (O-61)', async () => {
  const { page, ...visitor } = await place.house.visitor({}, owner)
  await visitor.open('/vendor/products')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^(Add|New).*product/i })
    .first()
    .click()
  await page.waitForURL(/\/vendor\/products\/new\?.*form=/)
  await visitor.open('/vendor/staff')
  await visitor.fill('E-mail', 'clicked.once@fenwick.example')
  await visitor.press(/^Add/)
  await page.waitForURL('**/vendor/staff?done=add')
  const { staff } = await dump(place.house)
  await page.reload()
  await visitor.sees('clicked.once@fenwick.example')
  expect((await dump(place.house)).staff).toEqual(staff)
})
