import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Actions, Section, Task } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import style from './merge-review.module.css'
import type { LoadedMerge } from './merge-review.server.ts'

/** What goes along when one team goes into another, what ends, and the button. */
export function MergeReview({ team, into, review, jobId }: LoadedMerge) {
  const words = useWords('teams')
  if (!into || !review) return null
  const names = { team: team.name, into: into.name }
  const { licenses, held, roles, links, requests, orders, tokens } = review
  const along = [
    words('merge_licenses', { count: licenses }),
    held > 0 && words('merge_people', { count: held }),
    roles > 0 && words('merge_roles', { count: roles }),
    links > 0 && words('merge_links', { count: links }),
    requests > 0 && words('merge_requests', { count: requests }),
    orders > 0 && words('merge_orders', { count: orders }),
  ]
  const ends = [
    words('merge_ends_name', names),
    tokens > 0 && words('merge_ends_tokens', { count: tokens, ...names }),
  ]
  return (
    <Task>
      <Section title={words('merge_goes_along', names)}>
        <Facts lines={along} />
      </Section>
      <Section title={words('merge_ends')}>
        <Facts lines={ends} />
      </Section>
      <Form method="post">
        <input type="hidden" name="into" value={into.id} />
        <input type="hidden" name="jobId" value={jobId} />
        <p>{words('merge_for_good')}</p>
        <Actions>
          <Button variant="danger">{words('merge_button', names)}</Button>
        </Actions>
      </Form>
    </Task>
  )
}

function Facts({ lines }: { lines: readonly (string | false)[] }) {
  return <ul className={style.facts}>{lines.map((line) => line && <li key={line}>{line}</li>)}</ul>
}
