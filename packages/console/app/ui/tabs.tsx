import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { PopOver } from './pop-over.tsx'
import style from './tabs.module.css'

export interface Tab {
  key: string
  label: string
  to: string
  current: boolean
}

interface TabsProps {
  /** Names the row of tabs for those who do not see it. */
  label: string
  tabs: readonly Tab[]
  /** What the menu of the rest is called. */
  more: string
  /** Beside the tabs. */
  children?: ReactNode
}

const mostTabs = 6

/** Links to other looks at one list: six as tabs, the one in sight always among them, the rest in a menu. */
export function Tabs({ label, tabs, more, children }: TabsProps) {
  const first = tabs.slice(0, mostTabs)
  const far = tabs.slice(mostTabs)
  const here = far.find((tab) => tab.current)
  const shown = here ? [...first.slice(0, mostTabs - 1), here] : first
  const rest = tabs.filter((tab) => !shown.includes(tab))
  return (
    <nav className={style.tabs} aria-label={label}>
      <ul className={style.row}>
        {shown.map((tab) => (
          <li key={tab.key}>
            <TabLink tab={tab} />
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <PopOver title={more}>
          <ul className={style.menu}>
            {rest.map((tab) => (
              <li key={tab.key}>
                <TabLink tab={tab} />
              </li>
            ))}
          </ul>
        </PopOver>
      )}
      {children}
    </nav>
  )
}

function TabLink({ tab }: { tab: Tab }) {
  return (
    <Link
      to={tab.to}
      preventScrollReset
      className={style.tab}
      aria-current={tab.current ? 'page' : undefined}
    >
      <bdi>{tab.label}</bdi>
    </Link>
  )
}
