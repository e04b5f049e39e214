import type { ShownDevice } from '@claviger/server/activation/look-up-device'
import { Link } from 'react-router'
import { PageHead } from '../ui/page-head.tsx'
import { useWords } from '../words/use-words.ts'

interface ActivateAnsweredProps {
  device: ShownDevice
  connected: boolean
}

/** What came of the answer; loading the page again says the same. */
export function ActivateAnswered({ device, connected }: ActivateAnsweredProps) {
  const words = useWords('doors')
  const facts = { product: device.product.name, machine: device.machineName || words('connect_unnamed') }
  return (
    <>
      <PageHead
        title={words.rich(connected ? 'connect_done' : 'connect_denied', facts, { b: <bdi /> })}
        thing={words('connect_type_title')}
        summary={words(connected ? 'connect_done_close' : 'connect_denied_what')}
      />
      <p>
        <Link to="/me">{words('open_my_licenses')}</Link>
      </p>
    </>
  )
}
