import { LinkButton } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-field.tsx'
import { useWords } from '../words/use-words.ts'
import { PrintButton } from './print-button.tsx'
import style from './whole-code.module.css'

interface WholeCodeProps {
  text: string
  /** Where the same text is a file. */
  file: string
}

/** An activation code to take along: one press selects all of it, the buttons copy, save and print it. */
export function WholeCode({ text, file }: WholeCodeProps) {
  const words = useWords('activation')
  return (
    <figure className={style.box} aria-label={words('own_box')}>
      <div className={style.buttons}>
        <CopyButton value={text} thing={words('own_box')} />
        <LinkButton to={file} reloadDocument>
          {words('own_save')}
        </LinkButton>
        <PrintButton />
      </div>
      <code className={style.code} dir="ltr">
        {text}
      </code>
    </figure>
  )
}
