import { Outlet } from 'react-router'
import { loadMeFrame } from '../frames.server.ts'
import { Frame } from '../ui/frame.tsx'
import { TitleContext } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/me-layout'

export const handle = { words: 'me' } as const

export const loader = ({ context, request }: Route.LoaderArgs) => loadMeFrame(context, request)

/** A person's own pages: what they hold, who they are. */
export default function MeLayout({ loaderData: frame }: Route.ComponentProps) {
  const words = useWords()
  const root = useRoot()
  const entries = [
    { to: '/me', label: words('nav_my_licenses'), exact: true },
    { to: '/me/profile', label: words('nav_profile') },
  ]
  return (
    <Frame
      place={frame.name}
      groups={[{ key: 'you', entries }]}
      others={frame.others}
      account={frame.account}
      shortcuts={root.shortcuts}
    >
      <TitleContext value={[root.vendorName]}>
        <Outlet />
      </TitleContext>
    </Frame>
  )
}
