import { useLocation } from 'react-router'
import { Button, LinkButton } from '../ui/button.tsx'
import { Actions } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import { useLive } from './use-live.ts'

/** Says how the list below keeps up, and holds it; without scripts it is a link that loads it again. */
export function LiveLine() {
  const words = useWords('dev')
  const { live, pause, go } = useLive()
  const { pathname, search } = useLocation()
  if (live === 'without scripts') {
    return (
      <Actions>
        <LinkButton to={`${pathname}${search}`} reloadDocument>
          {words('load_again')}
        </LinkButton>
      </Actions>
    )
  }
  const running = live === 'running'
  return (
    <Actions>
      <Button type="button" onClick={running ? pause : go}>
        {words(running ? 'pause' : 'go_on')}
      </Button>
      <p>{words(running ? 'live' : 'live_paused')}</p>
    </Actions>
  )
}
