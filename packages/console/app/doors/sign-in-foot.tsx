import { useWords } from '../words/use-words.ts'
import { LanguageChoice } from './language-choice.tsx'

/** Where codes are while no mail server is set, and the other languages. */
export function SignInFoot({ mails }: { mails: boolean }) {
  const words = useWords('doors')
  return (
    <>
      {!mails && <p>{words('no_mail_server')}</p>}
      <LanguageChoice />
    </>
  )
}
