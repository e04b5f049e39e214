import type { ShownDevice } from '@claviger/server/activation/look-up-device'
import { ExactText } from '../ui/date-text.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { useWords } from '../words/use-words.ts'
import style from './activate-device.module.css'

/** The code a product shows, large enough to compare, and what it says of itself. */
export function ActivateDevice({ device }: { device: ShownDevice }) {
  const words = useWords('doors')
  const { machineName, system, release, askedAt, product } = device
  const entries = [
    { key: words('connect_product'), value: <bdi>{product.name}</bdi> },
    release !== '' && { key: words('connect_release'), value: <bdi>{release}</bdi> },
    { key: words('connect_machine'), value: <bdi>{machineName || words('connect_unnamed')}</bdi> },
    system !== '' && { key: words('connect_system'), value: <bdi>{system}</bdi> },
    { key: words('connect_asked'), value: <ExactText at={askedAt.toISOString()} /> },
  ]
  return (
    <>
      <p className={style.code}>
        <code>{device.userCode}</code>
      </p>
      <KeyValue entries={entries.filter((entry) => entry !== false)} />
    </>
  )
}
