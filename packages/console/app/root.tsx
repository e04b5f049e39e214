import type { Refusal } from '@claviger/core/kernel/decision'
import latinText from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import { type ReactNode, use, useMemo } from 'react'
import {
  isRouteErrorResponse,
  Links,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from 'react-router'
import type { Route } from './+types/root'
import { AnswerContext } from './answer-context.ts'
import { ErrorPage } from './error-page.tsx'
import { loadRoot } from './frames.server.ts'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/reset.css'
import { TitleContext } from './ui/page-head.tsx'
import { SkipLink } from './ui/skip-link.tsx'
import { type Namespace, namespaces } from './words/catalogs.ts'
import { directionOf } from './words/direction-of.ts'
import { formatFor } from './words/format.ts'
import { FormatContext } from './words/use-format.ts'

export const links: Route.LinksFunction = () => [
  { rel: 'preload', href: latinText, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const loader = ({ context }: Route.LoaderArgs) => loadRoot(context)

/** What a page tells the frame about itself. */
export interface PageHandle {
  /** Opened from a letter: no script is sent at all. */
  readonly door?: boolean
  /** Catalogs of words besides the one its folder names. */
  readonly words?: Namespace | readonly Namespace[]
}

/** The document around every page, errors included; language, theme and density are set before it arrives. */
export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const matches = useMatches()
  const door = matches.some((match) => (match.handle as PageHandle | undefined)?.door)
  const answer = use(AnswerContext)
  const locale = root?.locale ?? answer.locale
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={root?.theme ?? 'system'}
      data-density={root?.density ?? 'comfortable'}
      data-words={wordsUsed(matches)}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Links />
      </head>
      <body>
        <SkipLink />
        {children}
        {!door && <ScrollRestoration />}
        {!door && <Scripts />}
      </body>
    </html>
  )
}

/** Screens live in folders named after their words: `licenses/licenses-page` speaks `licenses`; others are named. */
function wordsUsed(matches: readonly { readonly id: string; readonly handle: unknown }[]): string {
  const named = matches.flatMap(({ id, handle }) => [
    ...id.split('/'),
    ...[(handle as PageHandle | undefined)?.words ?? []].flat(),
  ])
  return ['common', 'refusals', ...namespaces.filter((name) => named.includes(name))].join(' ')
}

export default function Root({ loaderData }: Route.ComponentProps) {
  const { locale, timeZone, now, vendorName } = loaderData
  const format = useMemo(() => formatFor({ locale, timeZone, now }), [locale, timeZone, now])
  return (
    <FormatContext value={format}>
      <TitleContext value={[vendorName]}>
        <Outlet />
      </TitleContext>
    </FormatContext>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const root = useRouteLoaderData<typeof loader>('root')
  if (!isRouteErrorResponse(error)) return <ErrorPage status={500} />
  const page = <ErrorPage status={error.status} refusal={refusalIn(error.data)} />
  return root ? <FormatContext value={formatFor(root)}>{page}</FormatContext> : page
}

/** What a page that is not shown was refused with. */
function refusalIn(answer: unknown): Refusal | undefined {
  return (answer as { refusal?: Refusal } | null)?.refusal
}
