import type { ReactNode } from 'react'
import { Form, NavLink } from 'react-router'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { Button, LinkButton } from './button.tsx'
import style from './frame.module.css'
import { ChevronIcon, MenuIcon } from './icons.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { useArrival } from './use-arrival.ts'
import { useDismiss } from './use-dismiss.ts'

export interface NavEntry {
  to: string
  label: string
  /** How many wait there; said only when somebody does. */
  count?: number | undefined
  /** Only its own address, not those below it, marks it as the place one is at. */
  exact?: boolean | undefined
}

export interface NavGroup {
  key: string
  label?: string | undefined
  entries: readonly NavEntry[]
}

export interface OtherPlace {
  to: string
  name: string
  /** Free and total, or the role held there. */
  note?: string | undefined
}

interface FrameProps {
  /** Where one is: the organization, the team, the vendor. */
  place: string
  /** One line about it: the role. */
  role?: string | undefined
  groups: readonly NavGroup[]
  /** Other organizations, teams and the vendor's side; last used first. */
  others?: readonly OtherPlace[] | undefined
  /** Bands above everything. */
  bands?: ReactNode
  /** Who is signed in; without it there is only a way to sign in. */
  account?: string | undefined
  shortcuts: boolean
  children: ReactNode
}

/** The console's frame: bands, then a sidebar with words, which becomes a top bar on narrow windows. */
export function Frame({ place, role, groups, others = [], bands, account, shortcuts, children }: FrameProps) {
  const words = useWords()
  const { content, menu } = useArrival()
  return (
    <>
      {bands}
      <div className={style.frame}>
        <header className={style.side}>
          <div className={style.top}>
            <Switcher place={place} role={role} others={others} />
            <button type="button" className={style.menu} popoverTarget="main-menu" aria-label={words('menu')}>
              <MenuIcon />
            </button>
          </div>
          <div id="main-menu" ref={menu} popover="auto" className={style.drawer}>
            <nav aria-label={words('main_menu')}>
              {groups.map((group) => (
                <Group key={group.key} group={group} />
              ))}
            </nav>
            <Account address={account} />
          </div>
        </header>
        <main id="content" ref={content} tabIndex={-1} className={style.main}>
          {children}
        </main>
      </div>
      <Shortcuts enabled={shortcuts} />
    </>
  )
}

function Switcher({
  place,
  role,
  others,
}: Pick<FrameProps, 'place' | 'role'> & { others: readonly OtherPlace[] }) {
  const words = useWords()
  const box = useDismiss()
  const name = (
    <span className={style.place}>
      <span className={style.placeName}>{place}</span>
      {role && <span className={style.role}>{role}</span>}
    </span>
  )
  if (others.length === 0) return <div className={style.here}>{name}</div>
  return (
    <details ref={box} className={style.switcher}>
      <summary className={style.here} title={words('switch_place')}>
        {name}
        <ChevronIcon />
      </summary>
      <ul className={style.others} aria-label={words('other_places')}>
        {others.map((other) => (
          <li key={other.to}>
            <NavLink to={other.to}>
              <span>{other.name}</span>
              {other.note && <span className={style.note}>{other.note}</span>}
            </NavLink>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Group({ group }: { group: NavGroup }) {
  const format = useFormat()
  return (
    <div className={style.group}>
      {group.label && <p className={style.groupLabel}>{group.label}</p>}
      <ul>
        {group.entries.map((entry) => (
          <li key={entry.to}>
            <NavLink to={entry.to} end={entry.exact ?? false} className={style.entry ?? ''}>
              {entry.label}
              {entry.count ? <span className={style.waiting}>{format.number(entry.count)}</span> : null}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** An address that breaks after its @ before it breaks anywhere else. */
function Address({ children }: { children: string }) {
  const [local, domain] = children.split('@')
  return (
    <bdi dir="ltr">
      {local}@<wbr />
      {domain}
    </bdi>
  )
}

function Account({ address }: { address: string | undefined }) {
  const words = useWords()
  if (address === undefined) {
    return (
      <div className={style.account}>
        <LinkButton to="/signin">{words('sign_in')}</LinkButton>
      </div>
    )
  }
  return (
    <div className={style.account}>
      <p className={style.address}>
        {words.rich('signed_in_as', {}, { address: <Address>{address}</Address> })}
      </p>
      <NavLink to="/me/sessions" className={style.entry ?? ''}>
        {words('where_am_i')}
      </NavLink>
      <Form method="post" action="/signout">
        <Button variant="quiet">{words('sign_out')}</Button>
      </Form>
    </div>
  )
}
