import { Link, replace } from 'react-router'
import { refused } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { Banner } from '../ui/banner.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-letter'
import { LetterChip } from './letter-chip.tsx'
import { LetterDetail } from './letter-detail.tsx'
import { LetterHistory } from './letter-history.tsx'
import { LetterParts } from './letter-parts.tsx'
import { letterShown } from './letter-state.ts'
import { ResendForm } from './resend-form.tsx'
import { resendLetter } from './resend-letter.server.ts'

export const handle = { words: 'mail' }

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const { html: _, ...letter } = shown(
    await app.views.letterPage(actor, { letterId: params.letter }),
    request,
  )
  const mails = app.config.smtpUrl !== undefined
  return {
    ...{ mails, again: new URL(request.url).searchParams.has('again') },
    letter: {
      ...letterShown(letter),
      sentAgain: letter.sentAgain.map(({ at, by }) => ({ at: at.toISOString(), by })),
    },
  }
}

export async function action({ context, params }: Route.ActionArgs) {
  const decision = await resendLetter(context, params.letter)
  if (!decision.ok) return refused(decision.refusal)
  throw replace(`/vendor/mail/${decision.plan.letterId}?again=1`)
}

/** One letter: what became of it, where it leads, and both its parts in full. */
export default function VendorLetter({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('mail')
  const { letter, mails, again } = loaderData
  // Without a mail server a kept letter would only be kept again.
  const resendable =
    letter.state === 'failed' || letter.state === 'sent' || (letter.state === 'kept' && mails)
  return (
    <>
      <PageHead
        back={<Link to="/vendor/mail">{words('mail')}</Link>}
        thing={letter.subject}
        title={<bdi lang={letter.locale}>{letter.subject}</bdi>}
        summary={words.rich(
          letter.toName === '' ? 'addressed' : 'addressed_name',
          { to: letter.to, name: letter.toName },
          { to: <bdi />, name: <bdi /> },
        )}
        actions={
          resendable && (
            <ResendForm letter={letter} variant={letter.state === 'sent' ? 'secondary' : 'primary'} />
          )
        }
      />
      <Task
        summary={
          <>
            <h2>{words('history')}</h2>
            <LetterHistory letter={letter} />
          </>
        }
      >
        <Refused refusal={actionData?.refusal} />
        {again && letter.state === 'waiting' && (
          <Banner tone="ok" focus>
            {words(mails ? 'sent_again' : 'kept_again')}
          </Banner>
        )}
        <div>
          <LetterChip letter={letter} />
          <LetterDetail letter={letter} />
        </div>
        {letter.covered && <p>{words(`covered_${letter.covered}`)}</p>}
        {letter.link && <CopyField label={words('link')} value={letter.link} help={words('link_help')} />}
        <LetterParts letter={letter} />
      </Task>
    </>
  )
}
