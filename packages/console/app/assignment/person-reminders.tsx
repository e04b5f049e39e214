import { LinkButton } from '../ui/button.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Actions } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { ShownHeld } from './person-page.server.ts'
import type { ShownOutlook } from './reminder-outlook.server.ts'
import { ReminderOutlook } from './reminder-outlook.tsx'

interface PersonRemindersProps {
  person: { readonly held: readonly ShownHeld[] }
  outlooks: readonly ShownOutlook[]
  home: string
}

/** When somebody is reminded of each license they have not connected, or why not; and the same by hand. */
export function PersonReminders({ person: { held }, outlooks, home }: PersonRemindersProps) {
  const words = useWords('assignment')
  if (outlooks.length === 0) return null
  const products = new Map(held.map((license) => [license.licenseId, license]))
  const mine = outlooks.filter(({ licenseId }) => products.get(licenseId)?.mayAssign)
  const ticked = new URLSearchParams(mine.map(({ licenseId }) => ['ticked', licenseId]))
  return (
    <>
      <KeyValue
        entries={outlooks.map((outlook) => ({
          key: products.get(outlook.licenseId)?.product ?? outlook.licenseId,
          value: <ReminderOutlook outlook={outlook} home={home} />,
        }))}
      />
      {mine.length > 0 && (
        <Actions>
          <LinkButton to={`${home}/remind?${ticked}`}>{words('remind_by_hand')}</LinkButton>
        </Actions>
      )}
    </>
  )
}
