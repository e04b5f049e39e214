import type { RoleOffer } from '@claviger/server/teams/offer-views'
import { Form } from 'react-router'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/use-words.ts'

/** Roles somebody was asked to take, each with a yes and a no. */
export function MeOffers({ offers }: { offers: readonly RoleOffer[] }) {
  const words = useWords('me')
  return offers.map(({ id, organizationId, organization, role, team, by }) => (
    <Form method="post" key={id}>
      <input type="hidden" name="organization" value={organizationId} />
      <input type="hidden" name="offer" value={id} />
      <Banner
        tone="info"
        actions={
          <>
            <Button name="act" value="accept">
              {words('offer_accept')}
            </Button>
            <Button variant="quiet" name="act" value="decline">
              {words('offer_decline')}
            </Button>
          </>
        }
      >
        {words(`offer_${role}`, { organization, team: team?.name ?? '', by })}
      </Banner>
    </Form>
  ))
}
