import { Button } from '../ui/button.tsx'
import { useWords } from '../words/use-words.ts'

/** Opens the browser's own printing; without scripts its menu does the same. */
export function PrintButton() {
  const words = useWords('activation')
  return (
    <Button type="button" variant="quiet" onClick={() => window.print()}>
      {words('own_print')}
    </Button>
  )
}
