import type { Refusal } from '@claviger/core/kernel/decision'
import { PageHead } from '../ui/page-head.tsx'
import { Why } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import { isCut } from './tidy-token.ts'

interface LinkUnknownProps {
  token: string
  cut?: boolean
  refusal: Refusal | null
}

/** Nothing is at this address: cut on the way, or never there. */
export function LinkUnknown({ token, cut = isCut(token), refusal }: LinkUnknownProps) {
  const words = useWords('doors')
  return (
    <>
      <PageHead title={words(cut ? 'link_cut' : 'link_unknown')} />
      <p>{words(cut ? 'link_cut_what' : 'link_unknown_what')}</p>
      <p>{words('link_unknown_now')}</p>
      <Why refusal={refusal} ways />
    </>
  )
}
