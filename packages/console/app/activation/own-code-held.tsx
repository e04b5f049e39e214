import { formatLicenseId } from '@claviger/core/kernel/ids'
import { Banner } from '../ui/banner.tsx'
import { DayText, ExactText } from '../ui/date-text.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { NumberedList } from '../ui/steps.tsx'
import { Section } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { Fingerprint } from './fingerprint.tsx'
import type { ShownOwnCode } from './own-code.server.ts'
import style from './own-code-held.module.css'
import { useCodeTerms } from './use-code-terms.ts'
import { WholeCode } from './whole-code.tsx'

interface HeldCodeProps {
  own: ShownOwnCode
  code: NonNullable<ShownOwnCode['code']>
  /** Where the code is a file. */
  file: string
}

/** The code and all about it, in the order in which it is needed. */
export function HeldCode({ own, code, file }: HeldCodeProps) {
  const words = useWords('activation')
  const format = useFormat()
  const { sentence } = useCodeTerms()
  return (
    <>
      {code.replaces && (
        <Banner tone="info">{words('own_newer', { date: format.dateTime(code.issuedAt) })}</Banner>
      )}
      <p className={style.terms}>{sentence(code)}</p>
      <WholeCode text={code.text} file={file} />
      <Camera qr={code.qr} />
      <div className={style.screen}>
        <HowToEnter product={own.product} />
      </div>
      <About own={own} code={code} />
    </>
  )
}

function Camera({ qr }: Pick<HeldCodeProps['code'], 'qr'>) {
  const words = useWords('activation')
  return (
    <Section title={words('own_qr')}>
      <p className={style.help}>{words(qr ? 'own_qr_help' : 'own_qr_too_long')}</p>
      {qr && (
        <div className={style.camera}>
          <QrCode path={qr.path} size={qr.size} thing={words('own_qr_thing')} />
        </div>
      )}
    </Section>
  )
}

function About({ own, code }: Pick<HeldCodeProps, 'own' | 'code'>) {
  const words = useWords('activation')
  const { versions } = useCodeTerms()
  return (
    <Section title={words('own_facts')}>
      <KeyValue
        entries={[
          { key: words('own_for'), value: <bdi>{own.address}</bdi> },
          { key: words('own_license'), value: <code>{formatLicenseId(own.licenseId)}</code> },
          { key: words('own_until'), value: <DayText day={code.validUntil} length="long" /> },
          { key: words('own_keeps'), value: versions(code.keeps) || words('own_keeps_nothing') },
          { key: words('own_issued'), value: <ExactText at={code.issuedAt} /> },
          { key: words('own_number'), value: words('own_number_of', { serial: code.serial }) },
          { key: words('own_key'), value: <Fingerprint>{code.fingerprint}</Fingerprint> },
        ]}
      />
    </Section>
  )
}

function HowToEnter({ product }: { product: string }) {
  const words = useWords('activation')
  return (
    <Section title={words('own_how', { product })}>
      <NumberedList>
        {words('own_how_carry')}
        {words('own_how_open', { product })}
        {words('own_how_paste')}
      </NumberedList>
      <p>{words('own_how_network')}</p>
    </Section>
  )
}
