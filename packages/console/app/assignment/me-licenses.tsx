import type { OwnLicense } from '@claviger/server/assignment/person-views'
import { Form, Link, redirect } from 'react-router'
import { OwnCodeLink } from '../activation/own-code-link.tsx'
import { refused, signIn } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { acceptOffer } from '../teams/accept-offer.server.ts'
import { MeOffers } from '../teams/me-offers.tsx'
import under from '../teams/me-under.module.css'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/me-licenses'
import { MeLicenseState } from './me-license-state.tsx'
import { MeNoLicense } from './me-no-license.tsx'

export const handle = { words: 'activation' } as const

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const own = await app.views.ownLicenses(actor, {})
  const waiting = await app.views.roleOffers(actor, {})
  if (!own.ok || !waiting.ok || actor.kind !== 'account') throw signIn(request)
  const addresses = actor.addresses.map((one) => one.address)
  const { searchParams } = new URL(request.url)
  const done = (['returned', 'gone'] as const).find((word) => searchParams.has(word))
  return { ...own.plan, ...waiting.plan, addresses, done }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const form = await request.formData()
  const offer = { organizationId: Number(form.get('organization')), id: String(form.get('offer')) }
  const decision =
    form.get('act') === 'connect'
      ? await app.operations.connectLicenses(actor, {})
      : form.get('act') === 'decline'
        ? await app.operations.leaveRole(actor, offer)
        : await acceptOffer(context, request, offer)
  if (!decision.ok) return refused(decision.refusal)
  throw redirect('/me')
}

/** Every license in one's hands, from whatever organization, and the roles that wait for a yes. */
export default function MeLicenses({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('me')
  const format = useFormat()
  const { licenses, offers, addresses, ask, done } = loaderData
  const waiting = licenses.some((one) => one.connectedAt === null)
  return (
    <Stack>
      <PageHead
        title={words('licenses_title')}
        summary={words('licenses_summary', { count: licenses.length, addresses: format.list(addresses) })}
      />
      <Refused refusal={actionData?.refusal} />
      {done && (
        <Banner tone={done === 'returned' ? 'ok' : 'info'} focus>
          {words(done)}
        </Banner>
      )}
      <MeOffers offers={offers} />
      {waiting && (
        <Form method="post">
          <Banner
            tone="info"
            actions={
              <Button variant="primary" name="act" value="connect">
                {words('connect')}
              </Button>
            }
          >
            {words('waiting')}
          </Banner>
        </Form>
      )}
      {licenses.length > 0 ? (
        <Licenses licenses={licenses} several={addresses.length > 1} />
      ) : (
        <MeNoLicense addresses={addresses} ask={ask} />
      )}
    </Stack>
  )
}

function Licenses({ licenses, several }: { licenses: readonly OwnLicense[]; several: boolean }) {
  const words = useWords('me')
  const columns: Column<OwnLicense>[] = [
    {
      key: 'product',
      head: words('product'),
      cell: (one) => (
        <>
          <Link to={`/me/licenses/${one.organizationId}/${one.licenseId}`}>{one.product}</Link>
          <bdi className={under.under}>{one.organization}</bdi>
        </>
      ),
    },
    { key: 'from', head: words('from_whom'), cell: (one) => <bdi>{one.organization}</bdi> },
    {
      key: 'status',
      nowrap: true,
      head: words('status'),
      priority: 1,
      cell: (one) => <MeLicenseState license={one} />,
    },
    ...(several
      ? [{ key: 'address', head: words('for_address'), cell: (one: OwnLicense) => one.address }]
      : []),
    {
      key: 'through',
      head: words('paid_through'),
      nowrap: true,
      cell: (one) => <DayText day={one.endsOn ?? one.paidThrough} />,
    },
    {
      key: 'code',
      head: words('code_title'),
      priority: 1,
      cell: (one) => <OwnCodeLink license={one} />,
    },
  ]
  return (
    <DataTable
      caption={words('licenses_title')}
      columns={columns}
      rows={licenses}
      rowKey={(one) => `${one.organizationId}/${one.licenseId}`}
    />
  )
}
