import type { RoleRow } from '@claviger/server/teams/administrators-views'
import { CopyField } from '../ui/copy-field.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'

interface OpenOffersProps {
  organizationId: number
  roles: readonly RoleRow[]
}

/** The addresses of offers nobody has answered, to hand on where the mail did not arrive. */
export function OpenOffers({ organizationId, roles }: OpenOffersProps) {
  const words = useWords('teams')
  const { publicOrigin } = useRoot()
  const open = roles.filter((row) => row.state === 'offered' && row.mayEnd && !row.isYou)
  if (open.length === 0) return null
  return (
    <Section title={words('admins_open_offers')}>
      <p>{words('admins_open_offers_what')}</p>
      <Stack>
        {open.map((row) => (
          <CopyField
            key={row.id}
            label={words('admins_link_for', { name: row.name || row.address })}
            help={words('admins_link_help', { address: row.address })}
            value={`${publicOrigin}/role/${organizationId}/${row.id}`}
          />
        ))}
      </Stack>
    </Section>
  )
}
