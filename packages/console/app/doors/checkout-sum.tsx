import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

interface Price {
  term: 'year' | 'month'
  minor: number
  currency: string
}

/** The sum of what is typed, or nothing while it is no number. */
export function useSum(quantity: string, price: Price): string | null {
  const format = useFormat()
  if (!/^\s*\d{1,6}\s*$/.test(quantity)) return null
  return format.money(String(BigInt(price.minor) * BigInt(quantity.trim())), price.currency)
}

/** What is being bought, in one sentence. */
export function CheckoutSum({
  product,
  quantity,
  price,
}: {
  product: string
  quantity: string
  price: Price
}) {
  const words = useWords('doors')
  const sum = useSum(quantity, price)
  if (!sum) return <bdi>{product}</bdi>
  const facts = { product, count: Number(quantity), sum }
  return words.rich(price.term === 'year' ? 'checkout_sum_year' : 'checkout_sum_month', facts, { b: <bdi /> })
}
