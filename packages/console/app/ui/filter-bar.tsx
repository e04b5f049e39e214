import { type FormEvent, type ReactNode, useRef } from 'react'
import { Form, Link, useLocation, useNavigate } from 'react-router'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { Button } from './button.tsx'
import field from './field.module.css'
import style from './filter-bar.module.css'
import { chipsOf, type Filter, notFilters } from './filter-chips.ts'
import { ChevronIcon, CloseIcon, SearchIcon } from './icons.tsx'
import { useDismiss } from './use-dismiss.ts'

interface FilterBarProps {
  /** What the search looks through: "Name, address or license id". */
  search: string
  filters: readonly Filter[]
  /** Parameters of the address that are not filters: sort, page, open… */
  others?: readonly string[] | undefined
  shown: number
  total: number
  /** Says how many match in other words than "42 of 312". */
  counted?: string | undefined
  /** Buttons at the end of the bar. */
  children?: ReactNode
}

/** Search, filters as chips, and the count; the address is the state, so it can be sent and survives a reload. */
export function FilterBar({ search, filters, others = [], shown, total, counted, children }: FilterBarProps) {
  const words = useWords()
  const format = useFormat()
  const { pathname, search: query } = useLocation()
  const chips = chipsOf(new URLSearchParams(query), filters, [...notFilters, ...others])
  return (
    <search className={style.bar} aria-label={words('search')}>
      <div className={style.row}>
        <SearchBox label={search} key={pathname} />
        {filters.length > 0 && <AddFilter filters={filters} />}
        <p className={style.count} role="status">
          {counted ?? words('matches', { shown: format.number(shown), total: format.number(total) })}
        </p>
        {children}
      </div>
      {chips.length > 0 && (
        <ul className={style.chips} aria-label={words('active_filters')}>
          {chips.map((chip) => (
            <li
              key={`${chip.name}=${chip.value}`}
              className={style.chip}
              data-unknown={chip.unknown || undefined}
            >
              <span>
                {chip.unknown
                  ? words('filter_not_understood', { name: chip.name })
                  : `${chip.label}: ${chip.valueLabel}`}
              </span>
              <Link
                to={`${pathname}${chip.without}`}
                aria-label={words('remove_filter', { name: chip.label, value: chip.valueLabel })}
                className={style.remove}
              >
                <CloseIcon />
              </Link>
            </li>
          ))}
          <li>
            <Link to={pathname}>{words('clear_filters')}</Link>
          </li>
        </ul>
      )}
    </search>
  )
}

/** Typing replaces the address after a short rest; Enter does it at once, also without scripts. */
function SearchBox({ label }: { label: string }) {
  const go = useGo()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const params = new URLSearchParams(useLocation().search)
  return (
    <Form method="get" className={style.search} onSubmit={(event) => go(event, true)}>
      <KeptParams params={params} except={['q', 'page', 'open', 'select']} />
      <SearchIcon />
      <input
        type="search"
        name="q"
        aria-label={label}
        placeholder={label}
        defaultValue={params.get('q') ?? ''}
        autoComplete="off"
        data-search
        onChange={({ currentTarget: { form } }) => {
          clearTimeout(timer.current)
          timer.current = setTimeout(() => form?.requestSubmit(), 250)
        }}
      />
    </Form>
  )
}

function AddFilter({ filters }: { filters: readonly Filter[] }) {
  const words = useWords()
  const { search } = useLocation()
  const box = useDismiss()
  const go = useGo()
  const params = new URLSearchParams(search)
  const replaced = filters.filter(({ many }) => !many).map(({ name }) => name)
  return (
    <details ref={box} className={style.add}>
      <summary className={style.summary}>
        {words('add_filter')}
        <ChevronIcon />
      </summary>
      <Form method="get" className={style.form} key={search} onSubmit={(event) => go(event, false)}>
        <KeptParams params={params} except={['page', 'open', 'select', ...replaced]} />
        <div className={style.fields}>
          {filters.map((filter) => (
            <OneFilter key={filter.name} filter={filter} chosen={params.getAll(filter.name)} />
          ))}
        </div>
        <Button variant="primary">{words('apply_filters')}</Button>
      </Form>
    </details>
  )
}

function OneFilter({ filter, chosen }: { filter: Filter; chosen: readonly string[] }) {
  const words = useWords()
  const { name, label, options, typed, many = false } = filter
  const left = many ? options.filter((option) => !chosen.includes(option.value)) : options
  return (
    <>
      {left.length > 0 && (
        <label className={field.field}>
          <span className={field.label}>{label}</span>
          <select name={name} className={field.control} defaultValue={many ? '' : chosen[0]}>
            <option value="">{words(many && chosen.length > 0 ? 'nothing_more' : 'any')}</option>
            {left.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      )}
      {typed && (
        <label className={field.field}>
          <span className={field.label}>{typed.label}</span>
          <input
            name={name}
            type={typed.as}
            className={field.control}
            autoComplete="off"
            spellCheck={false}
          />
        </label>
      )}
    </>
  )
}

/** Goes to the address a form describes, without its empty fields; without scripts the form goes there itself. */
function useGo() {
  const navigate = useNavigate()
  return (event: FormEvent<HTMLFormElement>, replace: boolean) => {
    event.preventDefault()
    const params = new URLSearchParams()
    for (const [name, value] of new FormData(event.currentTarget)) {
      const kept = params.getAll(name).includes(String(value))
      if (typeof value === 'string' && value.trim() !== '' && !kept) params.append(name, value.trim())
    }
    navigate({ search: params.toString() }, { replace, preventScrollReset: true })
  }
}

function KeptParams({ params, except }: { params: URLSearchParams; except: readonly string[] }) {
  return [...params]
    .filter(([name, value]) => !except.includes(name) && value !== '')
    .map(([name, value]) => <input key={`${name}=${value}`} type="hidden" name={name} value={value} />)
}
