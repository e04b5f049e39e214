import { Link } from 'react-router'
import { Banner } from '../ui/banner.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { ShownRequest } from './request-shown.ts'

/** What became of a request, and who decided it; nothing while it waits. */
export function RequestAnswered({ request, home }: { request: ShownRequest; home: string }) {
  const words = useWords('requests')
  const format = useFormat()
  const { state, answeredAt, answeredBy, answer, given } = request
  if (state === 'open' || answeredAt === null) return null
  const facts = { by: answeredBy ?? '', when: format.dateTime(answeredAt) }
  const actions = given && (
    <>
      <Link to={`${home}/licenses?open=${given.licenseId}`}>{words('see_license')}</Link>
      {given.jobId && <Link to={`${home}/jobs/${given.jobId}`}>{words('see_job')}</Link>}
    </>
  )
  return (
    <Banner tone={state === 'granted' ? 'ok' : 'info'} actions={actions}>
      {words(sentenceOf(request), facts)} {answer !== '' && words('declined_note', { note: answer })}
    </Banner>
  )
}

function sentenceOf({ state, given }: ShownRequest) {
  if (state === 'declined' || state === 'withdrawn') return state
  if (given?.cameBy === 'request') return 'granted'
  return given?.cameBy === 'link' ? 'granted_link' : 'granted_otherwise'
}
