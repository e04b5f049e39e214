import type { Refusal } from '@claviger/core/kernel/decision'
import type { InvitationDoor } from '@claviger/server/assignment/invitation-door-views'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { AddressField } from './address-field.tsx'
import { NotForYou, TakeHere } from './invitation-signed-in.tsx'

interface OfferProps {
  door: InvitationDoor
  refusal: Refusal | undefined
}

/** What the link gives, and the ways to take it: signed in already, or by an address and a code. */
export function InvitationOffer({ door, refusal }: OfferProps) {
  const error = useFieldErrors(refusal)?.address
  const fitting = door.own.filter((one) => !one.refusal)
  return (
    <>
      <InvitationHead door={door} />
      {!error && <Refused refusal={refusal} />}
      {fitting.length > 0 ? (
        <TakeHere chances={fitting} error={error}>
          <AddressForm error={error} second />
        </TakeHere>
      ) : (
        <>
          {door.own.length > 0 && <NotForYou chances={door.own} />}
          <AddressForm error={error} />
        </>
      )}
    </>
  )
}

/** Who gives what, from whom, how many are taken, until when and for whom. */
export function InvitationHead({ door }: { door: InvitationDoor }) {
  const words = useWords('doors')
  const format = useFormat()
  const { organization, product, from, cap, taken, endsOn, domains } = door
  return (
    <PageHead
      title={words.rich('invitation_title', { organization, product }, { b: <strong dir="auto" /> })}
      thing={words('invitation_tab', { organization, product })}
      summary={
        <>
          {words.rich('invitation_from', { from }, { b: <bdi /> })}{' '}
          {cap !== null &&
            words('invitation_taken_of', { taken: format.number(taken), cap: format.number(cap) })}{' '}
          {endsOn && words('invitation_until', { day: format.date(endsOn, 'long') })}{' '}
          {domains.length > 0 && words('invitation_for', { domains: format.list(domains) })}
        </>
      }
    />
  )
}

/** One field: the address the license is for. */
export function AddressForm({ error, second }: { error: string | undefined; second?: boolean }) {
  const words = useWords('doors')
  return (
    <Form method="post">
      <AddressField label={words('invitation_address')} error={error} />
      <Button variant={second ? 'secondary' : 'primary'}>{words('send_code')}</Button>
    </Form>
  )
}
