import type { Refusal } from '@claviger/core/kernel/decision'
import { Button } from '../ui/button.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'

/** An address that looks like a slip or a shared mailbox: use what was probably meant, or go on. Stands in the form. */
export function Doubt({ refusal, suggestion }: { refusal: Refusal; suggestion: string | null }) {
  const words = useWords('assignment')
  return (
    <Refused
      refusal={refusal}
      fix={
        <>
          {suggestion && (
            <Button name="use" value={suggestion}>
              {words('use', { address: suggestion })}
            </Button>
          )}
          <Button name="anyway" value="1" variant="quiet">
            {words('assign_anyway')}
          </Button>
        </>
      }
    />
  )
}
