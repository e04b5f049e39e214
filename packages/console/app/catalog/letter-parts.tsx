import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import style from './letter-parts.module.css'

interface LetterPartsProps {
  letter: { readonly id: string; readonly subject: string; readonly text: string; readonly locale: string }
}

/** Both parts of a letter as it goes out: as mail programs draw it, and the text for those that do not. */
export function LetterParts({ letter }: LetterPartsProps) {
  const words = useWords('mail')
  return (
    <>
      <Section title={words('html_part')}>
        <iframe
          className={style.html}
          src={`/vendor/mail/${letter.id}/html`}
          title={words('html_part_of', { subject: letter.subject })}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      </Section>
      <Section title={words('text_part')}>
        <pre className={style.text} lang={letter.locale} dir="auto">
          {letter.text}
        </pre>
      </Section>
    </>
  )
}
