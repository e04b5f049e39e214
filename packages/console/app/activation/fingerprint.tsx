import style from './fingerprint.module.css'

/** A fingerprint in groups that wrap between each other and nowhere else. */
export function Fingerprint({ children }: { children: string }) {
  return (
    <code className={style.print} dir="ltr">
      {children}
    </code>
  )
}
