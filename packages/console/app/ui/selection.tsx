import { createContext, Fragment, type ReactNode, use, useEffect, useId, useRef, useState } from 'react'
import { useActionData, useLocation, useNavigation } from 'react-router'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './selection.module.css'
import { countTicks, followTicks, noTicks, rowsIn, setTicks, showPageTick } from './ticks-in-page.ts'

interface Ticks {
  /** The form that the ticks and the bulk bar's buttons belong to. */
  readonly form: string
  /** How many rows an act would touch now. */
  readonly count: number
  /** How many of those an act fits that is not for every row. */
  readonly fitting: number
  /** When everything that matches a filter is meant and not only this page: the filter, and the rows left out. */
  readonly matching: Matching | null
  clear(): void
}

interface Matching {
  readonly filter: string
  /** Rows that were unticked since, and whether the act that is not for every row would have fitted them. */
  readonly except: ReadonlyMap<string, boolean>
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
  const { search } = useLocation()
  const page = new URLSearchParams(search).get('page') ?? ''
  const [ticks, setTicked] = useState(noTicks)
  const [matching, setMatching] = useState<Matching | null>(null)
  const takeAll = () => setMatching({ filter, except: new Map() })

  // Ticks that were set by the address or before the script came count too, and each page has its own.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is other rows.
  useEffect(() => {
    const node = area.current
    if (!node) return
    setTicked(countTicks(node))
    showPageTick(node)
    return followTicks(node, () => {
      setTicked(countTicks(node))
      setMatching((all) => all && { ...all, except: leftOut(all.except, node) })
    })
  }, [page])

  const clear = () => {
    if (area.current) setTicks(area.current, false)
    // Rows that have lost their ticks say nothing.
    setTicked(noTicks)
    setMatching(null)
  }
  const [seen, setSeen] = useState(filter)
  const [cleared, setCleared] = useState(false)
  if (seen !== filter) {
    setSeen(filter)
    setCleared(ticks.count > 0)
    setTicked(noTicks)
    setMatching(null)
  }

  useWhenActed(clear)
  const all = new URLSearchParams(search).get('select') === 'all'
  useEffect(() => {
    if (all && total > onPage) setMatching((before) => before ?? { filter, except: new Map() })
  }, [all, total, onPage, filter])

  const left = matching ? [...matching.except.values()] : []
  const value: Ticks = {
    form,
    count: matching ? total - left.length : ticks.count,
    fitting: matching ? fitting - left.filter((fits) => fits).length : ticks.fitting,
    matching,
    clear,
  }
  return (
    <TicksContext value={value}>
      <div ref={area} className={style.area} data-selection={matching ? 'all' : ''}>
        {cleared && value.count === 0 && (
          <p className={style.takeAll} role="status">
            {words('selection_cleared')}
          </p>
        )}
        <Fragment key={filter}>{children}</Fragment>
        {total > onPage && onPage > 0 && (matching !== null || ticks.count === onPage) && (
          <TakeAll matching={matching} onPage={onPage} total={total} takeAll={takeAll} />
        )}
      </div>
    </TicksContext>
  )
}

/** The rows left out before, on other pages, and those that are unticked on this one. */
function leftOut(before: Matching['except'], area: HTMLElement): Matching['except'] {
  const after = new Map(before)
  for (const { value, fits, ticked } of rowsIn(area)) {
    if (ticked) after.delete(value)
    else after.set(value, fits)
  }
  return after
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

interface TakeAllProps {
  matching: Matching | null
  onPage: number
  total: number
  takeAll: () => void
}

function TakeAll({ matching, onPage, total, takeAll }: TakeAllProps) {
  const words = useWords()
  const format = useFormat()
  const left = matching?.except.size ?? 0
  return (
    <p className={style.takeAll} role="status">
      {matching === null && (
        <>
          {words('selected', { count: onPage })}.{' '}
          <button type="button" className={style.link} onClick={takeAll}>
            {words('select_all_matching', { count: total })}
          </button>
        </>
      )}
      {matching !== null && left === 0 && words('all_matching_selected', { count: total })}
      {left > 0 && words('all_but_selected', { count: left, all: format.number(total) })}
    </p>
  )
}

/** The tick in the head: all rows of this page or none. */
export function PageTick() {
  const words = useWords()
  return <input type="checkbox" className={style.tick} aria-label={words('select_page')} data-tick-page />
}

/** The tick of a row. It starts set where all that match are meant, in the address or since. */
export function RowTick({ value, name, fits }: { value: string; name: string; fits: boolean }) {
  const words = useWords()
  const ticks = use(TicksContext)
  const { search } = useLocation()
  const all = ticks?.matching != null || new URLSearchParams(search).get('select') === 'all'
  return (
    <input
      type="checkbox"
      className={style.tick}
      name="ticked"
      value={value}
      form={ticks?.form}
      defaultChecked={all && !ticks?.matching?.except.has(value)}
      aria-label={words('select_row', { row: name })}
      data-tick={fits ? 'fits' : ''}
    />
  )
}
