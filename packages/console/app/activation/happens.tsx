import style from './happens.module.css'

/** What an act will come to, sentence by sentence, before it is done. */
export function Happens({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className={style.happens}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
