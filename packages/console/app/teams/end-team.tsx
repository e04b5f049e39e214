import type { Refusal } from '@claviger/core/kernel/decision'
import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Actions, Section, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useRefusal } from '../words/use-refusal.ts'
import { useWords } from '../words/use-words.ts'
import type { LoadedTeam } from './team-page.server.ts'

type EndTeamProps = Pick<LoadedTeam, 'team' | 'teams' | 'mayMerge' | 'mayDelete' | 'inTheWay'> & {
  result: ActResult | undefined
}

/** How a team ends: it goes into another one, or it is deleted while nothing is in it. */
export function EndTeam({ team, teams, mayMerge, mayDelete, inTheWay, result }: EndTeamProps) {
  const words = useWords('teams')
  if (!teams || (!mayMerge && !mayDelete)) return null
  const merge = mayMerge && (
    <LinkButton to={`${teams}/${team.id}/merge`}>{words('team_merge_into')}</LinkButton>
  )
  return (
    <Section title={words('team_end')}>
      <Task>
        <Refused refusal={result?.refusal} fix={merge} />
        {!result?.refusal && <InTheWay refusal={inTheWay} />}
        <Actions>
          {mayDelete && !inTheWay && (
            <Form method="post" preventScrollReset>
              <Button variant="danger" name="act" value="delete">
                {words('team_delete')}
              </Button>
            </Form>
          )}
          {!result?.refusal && merge}
        </Actions>
      </Task>
    </Section>
  )
}

/** How things stand, before anybody has asked for the team's end: said without taking the focus. */
function InTheWay({ refusal }: { refusal: Refusal | null }) {
  const words = useWords('teams')
  const format = useFormat()
  const sentences = useRefusal()
  if (!refusal) return <p>{words('team_is_empty')}</p>
  if (refusal.code !== 'team_not_empty') return <p>{sentences.sentence(refusal)}</p>
  const parts = (['licenses', 'links', 'orders'] as const).map((what) => ({
    what,
    count: Number(refusal[what]),
  }))
  const held = parts.filter(({ count }) => count > 0)
  const what = format.list(held.map(({ what, count }) => words(`team_holds_${what}`, { count })))
  return <p>{words('team_holds', { what })}</p>
}
