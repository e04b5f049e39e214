import { useFormat } from '../words/use-format.ts'
import style from './money.module.css'

/** An amount in minor units with its currency; figures line up under each other. */
export function Money({ minor, currency }: { minor: string; currency: string }) {
  return <span className={style.money}>{useFormat().money(minor, currency)}</span>
}
