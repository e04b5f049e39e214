import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useWords } from '../words/use-words.ts'

type Shut = 'setup_finished' | 'setup_key_missing' | 'setup_key_wrong' | 'setup_key_too_old'

/** Why set-up does not open, and where the key is. */
export function SetupShut({ code }: { code: Shut }) {
  const words = useWords('catalog')
  if (code === 'setup_finished') {
    return (
      <>
        <PageHead title={words('setup_done_title')} summary={words('setup_done')} />
        <LinkButton variant="primary" to="/signin?to=/vendor">
          {words('setup_sign_in')}
        </LinkButton>
      </>
    )
  }
  return (
    <>
      <PageHead title={words('setup_shut_title')} summary={words(`${code}_summary`)} />
      <p>{words.rich('setup_where_key', {}, { code: <code /> })}</p>
    </>
  )
}
