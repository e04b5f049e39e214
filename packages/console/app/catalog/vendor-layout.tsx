import { Link, Outlet } from 'react-router'
import { loadVendorFrame } from '../frames.server.ts'
import { Band } from '../ui/band.tsx'
import { Frame, type NavGroup } from '../ui/frame.tsx'
import { TitleContext } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords, type Words } from '../words/use-words.ts'
import type { Route } from './+types/vendor-layout'

export const loader = ({ context, request }: Route.LoaderArgs) => loadVendorFrame(context, request)

/** The vendor's side of the counter. */
export default function VendorLayout({ loaderData: frame }: Route.ComponentProps) {
  const words = useWords()
  const root = useRoot()
  return (
    <Frame
      place={root.vendorName}
      role={words(frame.role === 'owner' ? 'role_vendor_owner' : 'role_vendor_staff')}
      groups={navigation(frame.role === 'owner', words)}
      others={frame.others}
      account={frame.account}
      bands={frame.keysToBackUp && <BackUpBand />}
      shortcuts={root.shortcuts}
    >
      <TitleContext value={[root.vendorName]}>
        <Outlet />
      </TitleContext>
    </Frame>
  )
}

/** Stays until there is a backup; nobody can wave it away. */
function BackUpBand() {
  const words = useWords()
  return <Band action={<Link to="/vendor/keys">{words('band_keys_action')}</Link>}>{words('band_keys')}</Band>
}

function navigation(owner: boolean, words: Words<'common'>): readonly NavGroup[] {
  const settings = [
    { to: '/vendor/staff', label: words('nav_staff') },
    { to: '/vendor/keys', label: words('nav_keys') },
    { to: '/vendor/settings', label: words('nav_settings') },
  ]
  return [
    {
      key: 'selling',
      entries: [
        { to: '/vendor', label: words('nav_home'), exact: true },
        { to: '/vendor/orders', label: words('nav_orders') },
        { to: '/vendor/customers', label: words('nav_customers') },
        { to: '/vendor/products', label: words('nav_products') },
      ],
    },
    {
      key: 'installation',
      label: words('group_installation'),
      entries: [
        { to: '/vendor/mail', label: words('nav_mail') },
        ...(owner ? settings : []),
        { to: '/dev', label: words('nav_developers') },
      ],
    },
  ]
}
