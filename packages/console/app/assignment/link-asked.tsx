import { LinkButton } from '../ui/button.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { Section } from '../ui/task.tsx'
import { useWords, type Words } from '../words/use-words.ts'
import style from './link-asked.module.css'

interface AskedLink {
  readonly product: { readonly code: string }
  readonly team: { readonly id: number }
  readonly asked: readonly {
    readonly address: string
    readonly reason: string
    readonly note: string
    readonly at: string
  }[]
}

/** People who met a closed link and asked; assigning to them directly always works. */
export function LinkAsked({ link, home }: { link: AskedLink; home: string }) {
  const words = useWords('assignment')
  if (link.asked.length === 0) return null
  const preset = { product: link.product.code, team: String(link.team.id) }
  return (
    <Section title={words('asked', { count: link.asked.length })}>
      <ul className={style.list}>
        {link.asked.map((one) => (
          <li key={one.address} className={style.one}>
            <div>
              <p>
                <strong>
                  <bdi>{one.address}</bdi>
                </strong>{' '}
                · {reasonOf(one.reason, words)} · <MomentText at={one.at} />
              </p>
              {one.note !== '' && <blockquote className={style.note}>{one.note}</blockquote>}
            </div>
            <LinkButton to={`${home}/assign/one?${new URLSearchParams({ ...preset, address: one.address })}`}>
              {words('assign_to_them')}
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
} as const

function reasonOf(code: string, words: Words<'assignment'>): string {
  const key = Object.entries(reasons).find(([known]) => known === code)?.[1]
  return words(key ?? 'asked_otherwise')
}
