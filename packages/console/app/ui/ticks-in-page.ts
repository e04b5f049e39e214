/** How many rows are ticked, and how many of those an act fits that is not for every row. */
export interface TickCount {
  readonly count: number
  readonly fitting: number
}

export const noTicks: TickCount = { count: 0, fitting: 0 }

const ticksIn = (area: Element) => [...area.querySelectorAll<HTMLInputElement>('[data-tick]')]

const fits = (tick: HTMLInputElement) => tick.dataset.tick === 'fits'

/** Counts the ticks of the rows in sight. */
export function countTicks(area: Element): TickCount {
  const ticked = ticksIn(area).filter((tick) => tick.checked)
  return { count: ticked.length, fitting: ticked.filter(fits).length }
}

/** Every row in sight by its key, with its tick. */
export function rowsIn(area: Element) {
  return ticksIn(area).map((tick) => ({ value: tick.value, fits: fits(tick), ticked: tick.checked }))
}

/** Ticks all rows in sight, or none. */
export function setTicks(area: Element, checked: boolean): void {
  change(ticksIn(area), checked)
}

function change(ticks: readonly HTMLInputElement[], checked: boolean): void {
  for (const tick of ticks) tick.checked = checked
  ticks[0]?.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Follows clicks on ticks until it is called off: the head tick takes the page, Shift takes the rows in between. */
export function followTicks(area: HTMLElement, changed: () => void): () => void {
  let last: HTMLInputElement | null = null
  const onClick = (event: MouseEvent) => {
    const tick = event.target
    if (!(tick instanceof HTMLInputElement)) return
    const all = ticksIn(area)
    if (tick.dataset.tickPage !== undefined) change(all, tick.checked)
    if (tick.dataset.tick === undefined) return
    if (event.shiftKey && last) change(between(all, last, tick), tick.checked)
    last = tick
  }
  const onChange = () => {
    changed()
    showPageTick(area)
  }
  area.addEventListener('click', onClick)
  area.addEventListener('change', onChange)
  return () => {
    area.removeEventListener('click', onClick)
    area.removeEventListener('change', onChange)
  }
}

function between(all: readonly HTMLInputElement[], one: HTMLInputElement, other: HTMLInputElement) {
  const [from, to] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b)
  return all.slice(Math.max(0, from ?? 0), (to ?? 0) + 1)
}

/** Lets the tick in the head say whether all rows in sight are ticked, none, or some. */
export function showPageTick(area: Element): void {
  const page = area.querySelector<HTMLInputElement>('[data-tick-page]')
  if (!page) return
  const all = ticksIn(area)
  const ticked = all.filter((tick) => tick.checked).length
  page.checked = ticked === all.length && ticked > 0
  page.indeterminate = ticked > 0 && ticked < all.length
}
