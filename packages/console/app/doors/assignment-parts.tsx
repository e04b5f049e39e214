import type { AssignmentDoor } from '@claviger/server/assignment/person-views'
import { Link } from 'react-router'
import { PageHead } from '../ui/page-head.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { OnYourComputer } from './on-your-computer.tsx'

interface DoorProps {
  door: AssignmentDoor
}

/** Who gave what, from which organization, until when. */
export function AssignmentHead({ door }: DoorProps) {
  const words = useWords('doors')
  const format = useFormat()
  const { from, organization, product } = door
  return (
    <PageHead
      title={words.rich('assignment_title', { from, organization, product }, { b: <strong dir="auto" /> })}
      thing={words('invitation_tab', { organization, product })}
      summary={words('assignment_until', { day: format.date(door.endsOn ?? door.paidThrough, 'long') })}
    />
  )
}

/** Connected already: its owner reads what comes next, anybody else is sent to sign in. */
export function AssignmentConnected({ door, vendor }: DoorProps & { vendor: string }) {
  const words = useWords('doors')
  const { product, organization, address, yours } = door
  const tags = { b: <strong dir="auto" /> }
  if (yours) {
    return (
      <>
        <PageHead
          title={words('yours_title', { product })}
          summary={words.rich('yours_from', { organization, address }, tags)}
        />
        <OnYourComputer product={product} vendor={vendor} address={address} />
        <p>
          <Link to="/me">{words('open_my_licenses')}</Link>
        </p>
      </>
    )
  }
  return (
    <>
      <PageHead
        title={words('assignment_connected')}
        thing={words('invitation_tab', { organization, product })}
        summary={words.rich('assignment_connected_to', { address, product }, tags)}
      />
      <p>
        <Link to="/signin?to=/me">{words('sign_in')}</Link>
      </p>
    </>
  )
}

/** A license that is nobody's any more by this address, with the true reason. */
export function AssignmentEnded({
  door,
  reason,
}: DoorProps & { reason: NonNullable<AssignmentDoor['endReason']> }) {
  const words = useWords('doors')
  const { from, organization, product } = door
  return (
    <>
      <PageHead
        title={words('assignment_ended', { product })}
        summary={words(`assignment_ended_${reason}`, { organization })}
      />
      <p>{words.rich('assignment_ended_now', { from }, { b: <bdi /> })}</p>
    </>
  )
}
