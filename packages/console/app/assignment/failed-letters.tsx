import type { FailedLetter } from '@claviger/server/assignment/job-views'
import { Form } from 'react-router'
import style from '../licenses/home-worklist.module.css'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'

/** Letters the mail server did not take, with its own words: the licenses are assigned all the same. */
export function FailedLetters({ letters }: { letters: readonly FailedLetter[] }) {
  const words = useWords('assignment')
  if (letters.length === 0) return null
  return (
    <Section title={words('failed_letters', { count: letters.length })}>
      <ul className={style.list}>
        {letters.map((letter) => (
          <li key={letter.assignmentId} className={style.task}>
            <p>
              <bdi>{letter.address}</bdi>: {letter.error}
            </p>
            <Form method="post" preventScrollReset>
              <input type="hidden" name="assignment" value={letter.assignmentId} />
              <Button name="act" value="resend">
                {words('try_again')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )
}
