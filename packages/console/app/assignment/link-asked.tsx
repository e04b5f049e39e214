import { LinkButton } from '../ui/button.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { Section } from '../ui/task.tsx'
import { useWords, type Words } from '../words/use-words.ts'
import style from './link-asked.module.css'

interface AskedLink {
  readonly mayManage: boolean
  readonly asked: readonly {
    readonly id: string
    readonly name: string
    readonly address: string
    readonly reason: string
    readonly note: string
    readonly at: string
  }[]
}

/** People who asked by the link and wait; each has a page to be answered on. */
export function LinkAsked({ link, home }: { link: AskedLink; home: string }) {
  const words = useWords('assignment')
  if (link.asked.length === 0) return null
  return (
    <Section title={words('asked', { count: link.asked.length })}>
      <ul className={style.list}>
        {link.asked.map((one) => (
          <li key={one.id} className={style.one}>
            <div>
              <p>
                <strong>
                  <bdi>{one.name || one.address}</bdi>
                </strong>{' '}
                · {reasonOf(one.reason, words)} · <MomentText at={one.at} />
              </p>
              {one.note !== '' && <blockquote className={style.note}>{one.note}</blockquote>}
            </div>
            <LinkButton to={`${home}/requests/${one.id}`}>
              {words(link.mayManage ? 'answer_request' : 'see_request')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const reasons = {
  link_used_up: 'asked_used_up',
  link_no_free_seat: 'asked_no_seat',
  link_paused: 'asked_paused',
  link_ended: 'asked_ended',
  link_replaced: 'asked_replaced',
  link_wrong_domain: 'asked_domain',
  link_returned_before: 'asked_returned',
  link_asks_first: 'asked_first',
} as const

function reasonOf(code: string, words: Words<'assignment'>): string {
  const key = Object.entries(reasons).find(([known]) => known === code)?.[1]
  return words(key ?? 'asked_otherwise')
}
