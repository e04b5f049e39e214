import { createContext, Fragment, type ReactNode, use, useEffect, useId, useRef, useState } from 'react'
import { useActionData, useLocation, useNavigation } from 'react-router'
import { useWords } from '../words/use-words.ts'
import style from './selection.module.css'

interface Ticks {
  /** The form that the ticks and the bulk bar's buttons belong to. */
  readonly form: string
  /** How many rows an act would touch now. */
  readonly count: number
  /** How many of those an act fits that is not for every row. */
  readonly fitting: number
  readonly onPage: number
  /** The filter, when everything that matches it is meant and not only this page. */
  readonly matching: string | null
  takeAll(): void
  clear(): void
}

/** Present inside a Selection. */
export const TicksContext = createContext<Ticks | null>(null)

interface SelectionProps {
  /** How many rows match the filter on all pages. */
  total: number
  /** The rows on this page, for "select all that match". */
  onPage: number
  /** How many of all that match fit an act that is not for every row; all of them when it is not said. */
  fitting?: number | undefined
  /** The parameters that decide which rows match, in words of the URL; a change clears the ticks. */
  filter: string
  children: ReactNode
}

/** Lets the rows of the DataTable inside be ticked for the BulkBar inside. The ticks themselves are the state. */
export function Selection({ total, onPage, fitting = total, filter, children }: SelectionProps) {
  const words = useWords()
  const form = useId()
  const area = useRef<HTMLDivElement>(null)
  const [ticks, setTicked] = useState(noTicks)
  const ticked = ticks.count
  const [matching, setMatching] = useState<string | null>(null)

  useEffect(() => {
    const node = area.current
    if (!node) return
    const recount = () => {
      setTicked(countTicks(node))
      setMatching(null)
    }
    // Ticks that were set by the address or before the script came count too.
    recount()
    showPageTick(node)
    return listenForTicks(node, recount)
  }, [])

  const clear = () => {
    if (area.current) setTicks(ticksIn(area.current), false)
    // Rows that have lost their ticks say nothing.
    setTicked(noTicks)
    setMatching(null)
  }
  const [seen, setSeen] = useState(filter)
  const [cleared, setCleared] = useState(false)
  if (seen !== filter) {
    setSeen(filter)
    setCleared(ticked > 0)
    setTicked(noTicks)
    setMatching(null)
  }

  useWhenActed(clear)
  const all = new URLSearchParams(useLocation().search).get('select') === 'all'
  useEffect(() => {
    if (all && total > onPage) setMatching(filter)
  }, [all, total, onPage, filter])

  const value: Ticks = {
    form,
    count: matching === null ? ticked : total,
    fitting: matching === null ? ticks.fitting : fitting,
    onPage,
    matching,
    takeAll: () => setMatching(filter),
    clear,
  }
  return (
    <TicksContext value={value}>
      <div ref={area} className={style.area} data-selection>
        {cleared && ticked === 0 && (
          <p className={style.takeAll} role="status">
            {words('selection_cleared')}
          </p>
        )}
        <Fragment key={filter}>{children}</Fragment>
        {ticked === onPage && total > onPage && onPage > 0 && <TakeAll ticks={value} total={total} />}
      </div>
    </TicksContext>
  )
}

/** Runs once an act on the ticked rows has gone through; after a refusal the ticks stay for the next try. */
function useWhenActed(done: () => void) {
  const { state, formData } = useNavigation()
  const refused = useActionData() !== undefined
  const acting = useRef(false)
  useEffect(() => {
    if (formData?.has('ticked')) acting.current = true
    if (state !== 'idle' || !acting.current) return
    acting.current = false
    if (!refused) done()
  })
}

function TakeAll({ ticks, total }: { ticks: Ticks; total: number }) {
  const words = useWords()
  return (
    <p className={style.takeAll} role="status">
      {ticks.matching !== null ? (
        words('all_matching_selected', { count: total })
      ) : (
        <>
          {words('selected', { count: ticks.onPage })}.{' '}
          <button type="button" className={style.link} onClick={ticks.takeAll}>
            {words('select_all_matching', { count: total })}
          </button>
        </>
      )}
    </p>
  )
}

/** The tick in the head: all rows of this page or none. */
export function PageTick() {
  const words = useWords()
  return <input type="checkbox" className={style.tick} aria-label={words('select_page')} data-tick-page />
}

/** The tick of a row. `?select=all` in the address ticks all of them at the start. */
export function RowTick({ value, name, fits }: { value: string; name: string; fits: boolean }) {
  const words = useWords()
  const ticks = use(TicksContext)
  const { search } = useLocation()
  return (
    <input
      type="checkbox"
      className={style.tick}
      name="ticked"
      value={value}
      form={ticks?.form}
      defaultChecked={new URLSearchParams(search).get('select') === 'all'}
      aria-label={words('select_row', { row: name })}
      data-tick={fits ? 'fits' : ''}
    />
  )
}

const ticksIn = (area: Element) => [...area.querySelectorAll<HTMLInputElement>('[data-tick]')]

const noTicks = { count: 0, fitting: 0 }

function countTicks(area: Element): typeof noTicks {
  const ticked = ticksIn(area).filter((tick) => tick.checked)
  return { count: ticked.length, fitting: ticked.filter((tick) => tick.dataset.tick === 'fits').length }
}

function setTicks(ticks: readonly HTMLInputElement[], checked: boolean) {
  for (const tick of ticks) tick.checked = checked
  ticks[0]?.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Follows clicks on ticks: the head tick takes the page, Shift takes the rows in between. */
function listenForTicks(area: HTMLElement, recount: () => void): () => void {
  let last: HTMLInputElement | null = null
  const onClick = (event: MouseEvent) => {
    const tick = event.target
    if (!(tick instanceof HTMLInputElement)) return
    const all = ticksIn(area)
    if (tick.dataset.tickPage !== undefined) setTicks(all, tick.checked)
    if (tick.dataset.tick === undefined) return
    if (event.shiftKey && last) setTicks(between(all, last, tick), tick.checked)
    last = tick
  }
  const onChange = () => {
    recount()
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

function showPageTick(area: HTMLElement) {
  const page = area.querySelector<HTMLInputElement>('[data-tick-page]')
  if (!page) return
  const all = ticksIn(area)
  const ticked = all.filter((tick) => tick.checked).length
  page.checked = ticked === all.length && ticked > 0
  page.indeterminate = ticked > 0 && ticked < all.length
}
