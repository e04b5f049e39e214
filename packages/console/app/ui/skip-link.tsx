import { useWords } from '../words/use-words.ts'
import style from './skip-link.module.css'

/** The first stop of the keyboard on every page. */
export function SkipLink() {
  const words = useWords()
  return (
    <a className={style.skip} href="#content">
      {words('skip_to_content')}
    </a>
  )
}
