import { CopyButton } from '../ui/copy-field.tsx'
import field from '../ui/field.module.css'
import style from './source-box.module.css'

/** Lines to copy as they stand: source text, or a code. */
export function SourceBox({ label, text, wrap }: { label: string; text: string; wrap?: boolean }) {
  return (
    <figure className={style.box}>
      <figcaption className={field.label}>{label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <pre className={style.text} data-wrap={wrap || undefined} dir="ltr" tabIndex={0}>
        <code>{text}</code>
      </pre>
      <CopyButton value={text} thing={label} />
    </figure>
  )
}
