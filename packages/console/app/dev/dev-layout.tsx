import { Outlet } from 'react-router'
import { loadVendorFrame } from '../frames.server.ts'
import { Frame } from '../ui/frame.tsx'
import { TitleContext } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/dev-layout'

export const loader = ({ context, request }: Route.LoaderArgs) => loadVendorFrame(context, request)

/** The workshop of those who build the SDK into a product. */
export default function DevLayout({ loaderData: frame }: Route.ComponentProps) {
  const words = useWords('dev')
  const { vendorName, shortcuts } = useRoot()
  const entries = [
    { to: '/dev', label: words('nav_first_check'), exact: true },
    { to: '/dev/log', label: words('nav_log') },
    { to: '/dev/codes', label: words('nav_codes') },
    { to: '/dev/simulator', label: words('nav_simulator') },
  ]
  return (
    <Frame
      place={vendorName}
      role={words('developers')}
      groups={[
        { key: 'workshop', entries },
        { key: 'back', entries: [{ to: '/vendor', label: words('nav_vendor'), exact: true }] },
      ]}
      others={frame.others}
      account={frame.account}
      shortcuts={shortcuts}
    >
      <TitleContext value={[words('developers'), vendorName]}>
        <Outlet />
      </TitleContext>
    </Frame>
  )
}
