import { createContext, type ReactNode, use } from 'react'
import style from './page-head.module.css'

/** The end of every page's title: the place (an organization, a team) and the vendor. */
export const TitleContext = createContext<readonly string[]>([])

interface PageHeadProps {
  /** Names the thing; also the start of the page's title unless `thing` says it shorter. */
  title: ReactNode
  thing?: string | undefined
  /** One sentence with live numbers. */
  summary?: ReactNode
  /** At most one primary and two secondary buttons. */
  actions?: ReactNode
  /** The way back to the page this one belongs to. */
  back?: ReactNode
}

/** The one h1 of a page, its summary sentence, its buttons, and the title in the order thing, place, vendor. */
export function PageHead({ title, thing, summary, actions, back }: PageHeadProps) {
  return (
    <header className={style.head}>
      <PageTitle thing={thing ?? (typeof title === 'string' ? title : '')} />
      {back && <p className={style.back}>{back}</p>}
      <div className={style.row}>
        <h1 className={style.title}>{title}</h1>
        {actions && <div className={style.actions}>{actions}</div>}
      </div>
      {summary && <p className={style.summary}>{summary}</p>}
    </header>
  )
}

/** Sets the title of the browser's tab for pages that draw their own head. */
export function PageTitle({ thing }: { thing: string }) {
  const rest = use(TitleContext)
  return <title>{[thing, ...rest].filter(Boolean).join(' · ')}</title>
}
