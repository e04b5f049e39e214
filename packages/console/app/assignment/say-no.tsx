import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { useWords } from '../words/use-words.ts'
import style from './say-no.module.css'

/** Says no to everybody ticked, with a line back; out of the way until it is wanted. */
export function SayNo({ error }: { error: string | undefined }) {
  const words = useWords('requests')
  return (
    <details className={style.no} open={error !== undefined}>
      <summary>{words('decline_some')}</summary>
      <div className={style.line}>
        <DeclineNote error={error} />
        <Button name="act" value="decline">
          {words('decline_button')}
        </Button>
      </div>
    </details>
  )
}

/** The line that goes with a no. */
export function DeclineNote({ error, typed }: { error?: string | undefined; typed?: string | undefined }) {
  const words = useWords('requests')
  return (
    <TextArea
      name="note"
      label={words('decline_note')}
      help={words('decline_note_help')}
      error={error}
      defaultValue={typed}
      optional
      rows={2}
      maxLength={500}
      dir="auto"
    />
  )
}
