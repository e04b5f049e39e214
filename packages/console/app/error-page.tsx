import type { Refusal } from '@claviger/core/kernel/decision'
import { use } from 'react'
import { AnswerContext } from './answer-context.ts'
import { LinkButton } from './ui/button.tsx'
import { Door } from './ui/door.tsx'
import { PageHead } from './ui/page-head.tsx'
import { Actions } from './ui/task.tsx'
import { Refused } from './words/refused.tsx'
import { useWords, type Words } from './words/use-words.ts'

/** What happened, why if it is known, what now, and the reference to name. */
export function ErrorPage({ status, refusal }: { status: number; refusal?: Refusal | undefined }) {
  const words = useWords()
  const reference = useReference()
  const { title, what, now } = sentences(status, words)
  const named = status >= 500 && reference !== ''
  return (
    <Door
      from={words('error_from')}
      foot={named && <span data-reference={reference}>{words('error_reference', { reference })}</span>}
    >
      <PageHead title={title} />
      {refusal ? (
        <Refused refusal={refusal} />
      ) : (
        <>
          <p>{what}</p>
          <p>{now}</p>
          <Actions>
            <LinkButton to="/" reloadDocument>
              {words('go_to_start')}
            </LinkButton>
          </Actions>
        </>
      )}
    </Door>
  )
}

function sentences(status: number, words: Words<'common'>) {
  if (status === 404) {
    return { title: words('not_found_title'), what: words('not_found_what'), now: words('not_found_now') }
  }
  if (status === 403) {
    return { title: words('no_rights_title'), what: words('no_rights_what'), now: words('no_rights_now') }
  }
  return { title: words('error_title'), what: words('error_what'), now: words('error_now') }
}

function useReference(): string {
  const { reference: made } = use(AnswerContext)
  if (made || typeof document === 'undefined') return made
  // The server wrote it; the browser takes over with the same words.
  return document.querySelector<HTMLElement>('[data-reference]')?.dataset.reference ?? ''
}
