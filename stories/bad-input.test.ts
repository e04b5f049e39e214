import { expect, test } from 'vitest'
import { fillTown } from './full-town.ts'
import { openHouse } from './house.ts'
import { pagesOf } from './pages.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()

/** What nobody types and programs send, already encoded for a form's body. */
const badTexts = {
  'a zero character': 'Ann%00a',
  'half a surrogate': 'Ann%ED%A0%80',
  'nothing that can be seen': '%E2%80%8B',
  'a number too large for anything': '99999999999999999999999',
  'a negative number': '-1',
  'a megabyte': 'a'.repeat(1_000_000),
} as const

interface FoundForm {
  readonly action: string
  /** What goes along with each field: a box folded away has a button of its own. */
  readonly entries: Readonly<Record<string, readonly (readonly [string, string])[]>>
  readonly textFields: readonly string[]
}

/** Every form of the page that has something to type into, with what it would send. */
const formsOfPage = `[...document.forms].filter((form) => form.method === 'post').map((form) => {
  const button = form.querySelector('button:not([type=button])')
  const typed = 'input:not([type]), input[type=text], input[type=email], input[type=number], input[type=date], input[type=search], textarea'
  const sentBy = (button) => [...new FormData(form, button)].filter(([, value]) => typeof value === 'string')
  const ownButton = (field) => {
    const box = field.closest('details')
    return box && form.contains(box) ? box.querySelector('button:not([type=button])') : null
  }
  const fields = [...form.querySelectorAll(typed)].filter((field) => field.name)
  return {
    action: form.action,
    textFields: fields.map((field) => field.name),
    entries: Object.fromEntries(fields.map((field) => [field.name, sentBy(ownButton(field) ?? button)])),
  }
}).filter((form) => form.textFields.length > 0)`

test('whatever is sent in any field of any form, the answer is a page that names the field, never a fault (O-57)', async () => {
  const visits = pagesOf(await fillTown(place.house))
  const faults: string[] = []
  const tried = new Set<string>()
  const visitors = new Map<string, Visitor>()
  for (const { path, as = '', steps } of visits) {
    const known = steps ? undefined : visitors.get(as)
    const visitor = known ?? (await place.house.visitor({ scripts: false }, as))
    if (!steps) visitors.set(as, visitor)
    await (steps ? steps(visitor) : visitor.open(path))
    if (!path.startsWith('/signin') && isAtDoor(visitor)) faults.push(`${path} was not reached as ${as}`)
    const forms: FoundForm[] = await visitor.page.evaluate(formsOfPage)
    for (const form of forms)
      for (const field of form.textFields) faults.push(...(await wrongWith(visitor, form, field, tried)))
    if (steps) await visitor.context.close()
  }
  expect(faults).toEqual([])
  expect(tried.size).toBeGreaterThan(100)
}, 600_000)

/** Whoever is signed out by a form of an earlier page would try no form any more. */
function isAtDoor({ page }: Visitor): boolean {
  return new URL(page.url()).pathname === '/signin'
}

/** Sends every bad text at once: they stand for different people. */
async function wrongWith(visitor: Visitor, form: FoundForm, field: string, tried: Set<string>) {
  const attempts = Object.entries(badTexts).map(async ([what, text]) => {
    const attempt = `${what} as ${field} of ${kindOf(form)}`
    if (tried.has(attempt)) return []
    tried.add(attempt)
    const wrong = await wrongAnswer(visitor, form, { field, text })
    return wrong ? [`${attempt}: ${wrong}`] : []
  })
  return (await Promise.all(attempts)).flat()
}

/** The same form of another customer, team or thing is not another kind of form. */
function kindOf({ action, textFields }: FoundForm): string {
  const path = new URL(action).pathname.replace(/^\/o\/[^/]+(\/t\/\d+)?/, '/o/…')
  return `${path.replaceAll(/[0-9a-z-]{26,}|\d{7}/g, '…')} (${textFields.join(', ')})`
}

async function wrongAnswer(
  { context }: Visitor,
  { action, entries }: FoundForm,
  bad: { readonly field: string; readonly text: string },
): Promise<string | null> {
  const others = (entries[bad.field] ?? []).filter(([name]) => name !== bad.field)
  const body = `${new URLSearchParams(others.map(([name, value]) => [name, value]))}&${bad.field}=${bad.text}`
  const answer = await context.request.post(action, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    data: body,
    maxRedirects: 0,
  })
  const status = answer.status()
  if (status < 400) return null
  if (status >= 500) return `${status}`
  const page = await answer.text()
  // A form that has done its work with an earlier text may be gone; then there is no field to name.
  const names = page.includes('-error"') || !page.includes(`name="${bad.field}"`)
  return names || status === 413 || status === 429 ? null : `${status} without naming it`
}
