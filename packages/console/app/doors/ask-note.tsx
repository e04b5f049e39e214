import { TextArea } from '../ui/text-area.tsx'
import { useWords } from '../words/use-words.ts'

/** A line about why, for whoever is asked. */
export function AskNote({ error, typed }: { error?: string | undefined; typed?: string | undefined }) {
  const words = useWords('doors')
  return (
    <TextArea
      name="note"
      label={words('ask_note')}
      optional
      rows={2}
      maxLength={500}
      error={error}
      defaultValue={typed}
      dir="auto"
    />
  )
}
