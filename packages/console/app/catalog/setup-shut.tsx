import type { SetupKeyRefusal } from '@claviger/core/teams/setup-key'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Why } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'

/** Why set-up does not open, and where the key is. */
export function SetupShut({ refusal }: { refusal: SetupKeyRefusal }) {
  const { code } = refusal
  const words = useWords('catalog')
  if (code === 'setup_finished') {
    return (
      <>
        <PageHead title={words('setup_done_title')} summary={words('setup_done')} />
        <LinkButton variant="primary" to="/signin?to=/vendor">
          {words('setup_sign_in')}
        </LinkButton>
        <Why refusal={refusal} />
      </>
    )
  }
  return (
    <>
      <PageHead title={words('setup_shut_title')} summary={words(`${code}_summary`)} />
      <p>{words.rich('setup_where_key', {}, { code: <code /> })}</p>
      <Why refusal={refusal} />
    </>
  )
}
