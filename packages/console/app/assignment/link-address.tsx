import { CopyButton, CopyField } from '../ui/copy-field.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { Actions } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import style from './link-address.module.css'

interface ShownAddress {
  readonly address: string
  readonly qr: { readonly path: string; readonly size: number }
  readonly message: { readonly text: string; readonly locale: string }
}

/** The address to copy, to photograph, or to send with a few lines. */
export function LinkAddress({ link }: { link: ShownAddress }) {
  const words = useWords('assignment')
  const { address, qr, message } = link
  return (
    <div className={style.address}>
      <div className={style.column}>
        <CopyField label={words('link')} value={address} />
        <Actions>
          <a href={address} target="_blank" rel="noreferrer">
            {words('see_what_they_see')}
          </a>
        </Actions>
        <section className={style.message} aria-label={words('message')}>
          <h2 className={style.head}>{words('message')}</h2>
          <p lang={message.locale} className={style.text}>
            {message.text}
          </p>
          <CopyButton value={message.text} thing={words('message')} />
        </section>
      </div>
      <QrCode {...qr} thing={words('link')} />
    </div>
  )
}
