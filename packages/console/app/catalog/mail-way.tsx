import type { MailPage } from '@claviger/server/outbox/mail-views'
import { Banner } from '../ui/banner.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import style from './mail-way.module.css'

/** Says that nothing leaves and nothing waits for it, where no mail server is set. */
export function KeptHere() {
  const words = useWords('mail')
  return <Banner tone="info">{words.rich('kept_here', {}, { code: <code dir="ltr" /> })}</Banner>
}

/** The address letters come from, to be handed to whoever keeps the other side's filters. */
export function MailSender({ sender }: { sender: MailPage['sender'] }) {
  const words = useWords('mail')
  if (sender.address === '') return null
  return (
    <Section title={words('sender_title')}>
      <div className={style.sender}>
        <CopyField
          label={words('sender')}
          value={sender.address}
          help={words.rich('sender_help', { name: sender.name }, { name: <bdi />, code: <code dir="ltr" /> })}
        />
      </div>
    </Section>
  )
}
