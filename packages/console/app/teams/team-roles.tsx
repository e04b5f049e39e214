import { type ActResult, resultOf } from '../act.ts'
import { Fold } from '../ui/fold.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import { OpenOffers } from './open-offers.tsx'
import { RoleForm } from './role-form.tsx'
import { RolesTable } from './roles-table.tsx'
import type { LoadedTeam } from './team-page.server.ts'

type TeamRolesProps = Pick<LoadedTeam, 'organizationId' | 'roles' | 'offers' | 'team' | 'id'> & {
  result: ActResult | undefined
}

/** Who looks after a team and who may look on; inviting more is one step away. */
export function TeamRoles({ organizationId, roles, offers, team, id, result }: TeamRolesProps) {
  const words = useWords('teams')
  const ended = resultOf(result, 'take_back') ?? resultOf(result, 'leave')
  const offered = resultOf(result, 'offer')
  const alone = team.administrators.length === 0
  return (
    <Section title={words('team_people')}>
      <Stack>
        <Refused refusal={ended?.refusal} />
        {alone && <p>{words('team_run_from_above')}</p>}
        <RolesTable {...{ organizationId, roles }} />
        <OpenOffers {...{ organizationId, roles }} />
        {offers.teams.length > 0 && (
          <Fold title={words('team_invite')} open={alone || offered !== undefined}>
            <RoleForm key={id} {...{ id, offers }} result={offered} />
          </Fold>
        )}
      </Stack>
    </Section>
  )
}
