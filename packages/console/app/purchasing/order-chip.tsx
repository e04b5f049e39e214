import { StatusChip } from '../ui/status-chip.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'

interface OrderChipProps {
  order: {
    state: 'waiting' | 'fulfilled' | 'cancelled'
    payment: 'unpaid' | 'paid'
    dueOn: string
  }
}

/** The one word an order is shown with. */
export function OrderChip({ order }: OrderChipProps) {
  const words = useWords('purchasing')
  const today = useRoot().now.slice(0, 10)
  if (order.state === 'cancelled') {
    return (
      <StatusChip shape="cross" tone="neutral">
        {words('cancelled')}
      </StatusChip>
    )
  }
  if (order.state === 'waiting') {
    return (
      <StatusChip shape="hourglass" tone="warn">
        {words('waiting')}
      </StatusChip>
    )
  }
  if (order.payment === 'paid') {
    return (
      <StatusChip shape="check" tone="ok">
        {words('paid')}
      </StatusChip>
    )
  }
  const overdue = order.dueOn < today
  return (
    <StatusChip shape="coin" tone={overdue ? 'danger' : 'warn'}>
      {words(overdue ? 'overdue' : 'unpaid')}
    </StatusChip>
  )
}
