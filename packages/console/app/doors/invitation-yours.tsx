import { Link, redirect } from 'react-router'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/invitation-yours'
import { loadLink } from './invitation-link.server.ts'
import { OnYourComputer } from './on-your-computer.tsx'

export const handle = { door: true }

export async function loader({ context, params }: Route.LoaderArgs) {
  const door = await loadLink(context, params.token)
  const held = door.own.find((one) => one.licenseId)
  if (!held) throw redirect(`/i/${params.token}`)
  return { product: door.product, organization: door.organization, address: held.address }
}

/** The license is theirs: what to do next, at the computer. Opening the link again later shows the same. */
export default function InvitationYours({ loaderData }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  const { product, organization, address } = loaderData
  return (
    <Door from={root.vendorName}>
      <PageHead
        title={words('yours_title', { product })}
        summary={words.rich('yours_from', { organization, address }, { b: <strong dir="auto" /> })}
      />
      <OnYourComputer product={product} vendor={root.vendorName} address={address} />
      <p>
        <Link to="/me">{words('open_my_licenses')}</Link>
      </p>
    </Door>
  )
}
