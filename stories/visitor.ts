import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFindings } from './accessibility.ts'
import type { Effort } from './effort.ts'
import { watchPages } from './watch-page.ts'

export interface VisitorWishes {
  readonly width?: number
  readonly height?: number
  readonly touch?: boolean
  readonly dark?: boolean
  readonly scripts?: boolean
  readonly locale?: string
}

/** What somebody may name to find a control: all of its visible name, or a pattern in it. */
export type Name = string | RegExp

/** Somebody at a browser. They find things by role and visible name only, and all they do is counted. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  readonly effort: Effort
  /** What went wrong unseen: console errors, refused scripts, requests to elsewhere, answers of 5xx. */
  readonly faults: readonly string[]
  /** Goes to an address, typed or from a letter; answers the status. */
  open(path: string): Promise<number>
  press(name: Name, within?: Locator): Promise<void>
  /** The same without a pointer: Tab until the control has the focus, in sight, then Enter or Space. */
  pressByKeys(name: Name): Promise<void>
  fill(label: Name, text: string): Promise<void>
  paste(label: Name, text: string): Promise<void>
  /** Picks an option of a select: one press opens it, one chooses. */
  choose(label: Name, option: string): Promise<void>
  /** Waits until this stands on the page. */
  sees(text: Name): Promise<void>
  /** Waits until the page with this heading is there. */
  arrives(heading: Name): Promise<void>
  /** Fails unless axe finds nothing here, in light and dark. */
  findsNothingWrong(): Promise<void>
}

const patience = 10_000
const controls = ['button', 'link', 'checkbox', 'radio', 'menuitem', 'tab', 'option', 'switch'] as const

/** Seats somebody at a browser of their own, signed in nowhere. */
export async function seatVisitor(browser: Browser, origin: string, wishes: VisitorWishes): Promise<Visitor> {
  const { width = 1280, height = 800, touch = false, dark = false, scripts = true, locale = 'en-US' } = wishes
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    javaScriptEnabled: scripts,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale,
    baseURL: origin,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(patience)
  const faults = watchPages(context, origin)
  const page = await context.newPage()
  const effort: Effort = { clicks: 0, fields: new Set() }
  return {
    ...{ page, context, effort, faults },
    ...looking(page, scripts),
    findsNothingWrong: () => (scripts ? judge(page) : judgeByTwin(context, page.url())),
    ...acting(page, effort, touch),
    ...atTheKeys(page, effort),
  }
}

function looking(page: Page, scripts: boolean) {
  return {
    async open(path: string) {
      const answer = await page.goto(path, { waitUntil: 'load' })
      if (scripts) await takenOver(page)
      return answer?.status() ?? 0
    },
    sees: (text: Name) => shown(page.getByText(text).filter({ visible: true }), text),
    arrives: (heading: Name) => shown(page.getByRole('heading', { level: 1, name: heading }), heading),
  }
}

async function judge(page: Page): Promise<void> {
  expect(await axeFindings(page), `on ${page.url()}`).toEqual([])
}

/** Axe is a script: without scripts it looks at the same address in a browser that has them. */
async function judgeByTwin(context: BrowserContext, address: string): Promise<void> {
  const storageState = await context.storageState()
  const twin = await context.browser()?.newContext({ storageState, reducedMotion: 'reduce' })
  if (!twin) throw new Error('the browser is gone')
  try {
    const page = await twin.newPage()
    await page.goto(address)
    await judge(page)
  } finally {
    await twin.close()
  }
}

function acting(page: Page, effort: Effort, touch: boolean) {
  return {
    async press(name: Name, within?: Locator) {
      effort.clicks += 1
      const control = await controlNamed(within ?? page.locator('body'), name)
      await (touch ? control.tap() : control.click())
    },
    async fill(label: Name, text: string) {
      const field = page.getByLabel(label, { exact: true }).filter({ visible: true }).first()
      effort.fields.add(String(label))
      await field.fill(text)
    },
    async paste(label: Name, text: string) {
      effort.clicks += 1
      effort.fields.add(String(label))
      const field = page.getByLabel(label, { exact: true }).filter({ visible: true }).first()
      await field.focus()
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
      await page.keyboard.press('ControlOrMeta+v')
    },
    async choose(label: Name, option: string) {
      effort.clicks += 2
      await page.getByLabel(label, { exact: true }).selectOption({ label: option })
    },
  }
}

const mostTabs = 200

function atTheKeys(page: Page, effort: Effort) {
  return {
    async pressByKeys(name: Name) {
      effort.clicks += 1
      const control = await controlNamed(page.locator('body'), name)
      for (let tabs = 0; !(await control.evaluate(hasFocus)); tabs++) {
        if (tabs > mostTabs) throw new Error(`Tab never reaches ${name} on ${page.url()}`)
        await page.keyboard.press('Tab')
      }
      expect(await control.evaluate(isInSight), `${name} has the focus and is in sight`).toBe(true)
      await page.keyboard.press((await control.getAttribute('type')) === 'checkbox' ? 'Space' : 'Enter')
    },
  }
}

const hasFocus = (control: Element) => document.activeElement === control

/** Nothing that stays in place, such as a bar at the bottom, covers all of it. */
function isInSight(control: Element): boolean {
  const { left, top, right, bottom } = control.getBoundingClientRect()
  const points = [
    [left + 2, top + 2],
    [right - 2, bottom - 2],
    [(left + right) / 2, (top + bottom) / 2],
  ] as const
  return points.some(([x, y]) => control.contains(document.elementFromPoint(x, y)))
}

/** The first control with this name that can be seen. */
async function controlNamed(within: Locator, name: Name): Promise<Locator> {
  const [first, ...others] = controls.map((role) =>
    within.getByRole(role, { name, exact: typeof name === 'string' }),
  )
  if (!first) throw new Error('no roles')
  // A summary is a button to everybody but the roles.
  const opener = within.locator('summary').filter({ hasText: name })
  const control = others.reduce((any, one) => any.or(one), first).or(opener)
  await shown(control, name)
  return control.filter({ visible: true }).first()
}

async function shown(thing: Locator, name: Name): Promise<void> {
  try {
    await thing.first().waitFor({ state: 'visible' })
  } catch {
    const page = thing.page()
    throw new Error(`no ${name} on ${page.url()}, which says:\n${await page.locator('body').ariaSnapshot()}`)
  }
}

const ready = `!document.querySelector('script[type=module]') ||
  Object.keys(document).some((key) => key.startsWith('__reactContainer'))`

/** Doors have no script to wait for; other pages are ready once React has taken the document over. */
async function takenOver(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(ready), { interval: 20, timeout: patience }).toBe(true)
}
