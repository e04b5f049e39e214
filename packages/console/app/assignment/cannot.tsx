import type { Refusal } from '@claviger/core/kernel/decision'
import { LinkButton } from '../ui/button.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords, type Words } from '../words/use-words.ts'

interface CannotProps {
  refusal: Refusal | undefined
  home: string
  mayOrder: boolean
}

/** A refusal with the button that puts it right: seats to buy or to free, a link to change. */
export function Cannot({ refusal, home, mayOrder }: CannotProps) {
  const words = useWords('assignment')
  return <Refused refusal={refusal} fix={refusal && fixOf(refusal, { home, mayOrder }, words)} />
}

function fixOf(
  { code }: Refusal,
  { home, mayOrder }: Omit<CannotProps, 'refusal'>,
  words: Words<'assignment'>,
) {
  switch (code) {
    case 'no_free_seat':
    case 'link_no_free_seat':
      return (
        <>
          {mayOrder && <LinkButton to="/buy">{words('buy_more')}</LinkButton>}
          <LinkButton to={`${home}/licenses?status=invited&waiting=30&select=all`} variant="quiet">
            {words('free_some')}
          </LinkButton>
        </>
      )
    case 'undo_window_over':
      return <LinkButton to={`${home}/licenses`}>{words('back_to_licenses')}</LinkButton>
    default:
      return undefined
  }
}
