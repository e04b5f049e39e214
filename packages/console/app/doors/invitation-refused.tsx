import type { Refusal } from '@claviger/core/kernel/decision'
import type { InvitationDoor } from '@claviger/server/assignment/invitation-door-views'
import { PageHead } from '../ui/page-head.tsx'
import type { WordKey } from '../words/catalogs.ts'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { InvitationAskForm } from './invitation-ask-form.tsx'
import { AddressForm } from './invitation-offer.tsx'

const titles: Readonly<Record<string, WordKey<'doors'>>> = {
  link_replaced: 'link_replaced',
  link_ended: 'link_ended',
  link_paused: 'link_paused',
  link_used_up: 'link_used_up',
  link_no_free_seat: 'link_no_free_seat',
  link_wrong_domain: 'link_wrong_domain',
  link_returned_before: 'link_returned_before',
  link_asks_first: 'link_asks_first',
}

/** Tells a refusal of the link itself from one about a field or the number of tries. */
export const isLinkRefusal = (refusal: Refusal | null | undefined): refusal is Refusal =>
  refusal?.code !== undefined && refusal.code in titles

interface InvitationRefusedProps {
  door: InvitationDoor
  refusal: Refusal
  token: string
}

/** A link that gives nothing: the true reason, the rules behind it, and whom to ask. */
export function InvitationRefused({ door, refusal, token }: InvitationRefusedProps) {
  const words = useWords('doors')
  const format = useFormat()
  const { organization, product, from, cap } = door
  const facts = {
    organization,
    product,
    from,
    count: cap ?? 0,
    domains: format.list(door.domains),
  }
  const address = typeof refusal.address === 'string' ? refusal.address : door.own[0]?.address
  return (
    <>
      <PageHead
        title={words(titles[refusal.code] ?? 'link_unknown', facts)}
        summary={words.rich('link_offered', facts, { b: <strong dir="auto" />, i: <bdi /> })}
      />
      <Refused refusal={refusal} />
      {refusal.code === 'link_wrong_domain' && <AddressForm />}
      <InvitationAskForm
        token={token}
        from={from}
        address={address}
        second={refusal.code === 'link_wrong_domain'}
      />
    </>
  )
}
