import type { Refusal } from '@claviger/core/kernel/decision'
import type { InvitationDoor } from '@claviger/server/assignment/invitation-door-views'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useFormat } from '../words/use-format.ts'
import { useRefusal } from '../words/use-refusal.ts'
import { useWords } from '../words/use-words.ts'
import { AddressField } from './address-field.tsx'
import { NotForYou, TakeHere } from './invitation-signed-in.tsx'

interface OfferProps {
  door: InvitationDoor
  refusal: Refusal | undefined
  /** The address a refused form was sent with. */
  typed: string | undefined
}

/** What the link gives, and the ways to take it: signed in already, or by an address and a code. */
export function InvitationOffer({ door, refusal, typed }: OfferProps) {
  const errors = useFieldErrors(refusal)
  const fitting = door.own.filter((one) => !one.refusal || one.asks)
  return (
    <>
      <InvitationHead door={door} />
      {door.asks && <AskingFirst door={door} />}
      {!errors && <Refused refusal={refusal} />}
      {fitting.length > 0 ? (
        <TakeHere
          asks={fitting.some((one) => one.asks)}
          chances={fitting}
          error={errors?.which}
          noteError={errors?.note}
          open={errors?.address !== undefined}
        >
          <AddressForm typed={typed} error={errors?.address} second />
        </TakeHere>
      ) : (
        <>
          {door.own.length > 0 && <NotForYou chances={door.own} />}
          <AddressForm typed={typed} error={errors?.address} />
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
      title={words.rich(
        door.asks ? 'invitation_title_asks' : 'invitation_title',
        { organization, product },
        { b: <strong dir="auto" /> },
      )}
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

/** Why nobody takes one at once, and who answers. */
function AskingFirst({ door: { refusal, from } }: { door: InvitationDoor }) {
  const words = useWords('doors')
  const refusals = useRefusal()
  return (
    <p>
      {refusal && refusals.sentence(refusal)} {words(refusal ? 'rest_asks' : 'asks_first', { from })}
    </p>
  )
}

interface AddressFormProps {
  typed?: string | undefined
  error?: string | undefined
  /** Something else is the page's main way on. */
  second?: boolean
}

/** One field: the address the license is for. */
export function AddressForm({ typed, error, second }: AddressFormProps) {
  const words = useWords('doors')
  return (
    <Form method="post">
      <AddressField label={words('invitation_address')} error={error} defaultValue={typed} />
      <Button variant={second ? 'secondary' : 'primary'}>{words('send_code')}</Button>
    </Form>
  )
}
