import type { Refusal } from '@claviger/core/kernel/decision'
import type { ReactNode } from 'react'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Refused, Why } from '../words/refused.tsx'
import { useRefusal } from '../words/use-refusal.ts'
import { useWords } from '../words/use-words.ts'

interface LinkRefusedProps {
  refusal: Refusal | undefined
  home: string
  mayOrder: boolean
  link: { readonly id: string; readonly mayManage: boolean }
  /** The link's own state, not the answer to an act: said without taking the focus. */
  quiet?: boolean
}

/** Why a link gives nothing, and the button that lets it give again. */
export function LinkRefused({ refusal, home, mayOrder, link, quiet }: LinkRefusedProps) {
  const words = useWords('assignment')
  const sentences = useRefusal()
  if (!refusal) return null
  if (!quiet) return <Refused refusal={refusal} />
  const edit = (label: string) => <LinkButton to={`${home}/links/${link.id}/edit`}>{label}</LinkButton>
  const fixes: Readonly<Record<string, ReactNode>> = {
    link_used_up: edit(words('raise_limit')),
    link_ended: edit(words('move_end')),
    link_no_free_seat: mayOrder && <LinkButton to="/buy">{words('buy_more')}</LinkButton>,
  }
  return (
    <Banner tone="info" actions={link.mayManage && fixes[refusal.code]}>
      {sentences.sentence(refusal)} <Why refusal={refusal} />
    </Banner>
  )
}
