import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { useWords } from '../words/use-words.ts'
import style from './machines.module.css'
import type { ShownMachine, ShownMachines } from './machines.server.ts'

/** The machines a license runs on, each with the way to sign it out; the page answers the act `sign_out_machine`. */
export function Machines({ machines: { machines, limit, maySignOut } }: { machines: ShownMachines }) {
  const words = useWords('activation')
  if (machines.length === 0) return <p>{words('machines_none')}</p>
  return (
    <>
      <p>
        {limit === 0
          ? words('machines_unlimited', { count: countOf(machines) })
          : words('machines_used', { used: countOf(machines), count: limit })}
      </p>
      <ul className={style.machines}>
        {machines.map((machine) => (
          <li key={machine.activationId} className={style.machine}>
            <OneMachine machine={machine} />
            {maySignOut && <SignOut machine={machine} />}
          </li>
        ))}
      </ul>
      {maySignOut && <p className={style.note}>{words('machines_sign_out_what')}</p>}
    </>
  )
}

/** Products of a pack on one machine use one place together. */
function countOf(machines: readonly ShownMachine[]): number {
  return new Set(machines.map((machine) => machine.slot)).size
}

function OneMachine({ machine: { name, system, product, release, lastSeenAt } }: { machine: ShownMachine }) {
  const words = useWords('activation')
  const runs = release === '' ? product : words('machines_runs', { product, release })
  return (
    <p>
      <strong dir="auto">{name || words('machines_unnamed')}</strong>
      <span className={style.more}>
        <bdi>{runs}</bdi>
        {system !== '' && <bdi>{system}</bdi>}
        <span>
          {words('machines_seen')} <MomentText at={lastSeenAt} />
        </span>
      </span>
    </p>
  )
}

function SignOut({ machine }: { machine: ShownMachine }) {
  const words = useWords('activation')
  const label = words('machines_sign_out_this', { machine: machine.name || words('machines_unnamed') })
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="machine" value={machine.activationId} />
      <Button name="act" value="sign_out_machine" aria-label={label}>
        {words('machines_sign_out')}
      </Button>
    </Form>
  )
}
