import type { StaffMember } from '@claviger/server/teams/vendor-views'
import { Form } from 'react-router'
import { doneAct, refusedAct, resultOf, useActResult } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-staff'
import { StaffForm } from './staff-form.tsx'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const { staff } = shown(await app.views.vendorStaff(actor, {}), request)
  const own = actor.kind === 'account' ? actor.addresses.map((address) => address.key) : []
  return { staff: staff.map((one) => ({ ...one, isYou: own.includes(one.addressKey) })) }
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const form = await request.formData()
  const { act, email = '', name = '', role = '', addressKey = '' } = typedIn(form)
  const decision =
    act === 'remove'
      ? await app.operations.removeStaff(actor, { addressKey })
      : await app.operations.addStaff(actor, { email, name, role })
  return decision.ok ? doneAct(url, act ?? '') : refusedAct(form, decision.refusal)
}

/** Who works for the vendor, and who may do everything. */
export default function VendorStaff({ loaderData: { staff }, actionData }: Route.ComponentProps) {
  const words = useWords('catalog')
  const result = useActResult(actionData)
  const [added, removed] = [resultOf(result, 'add'), resultOf(result, 'remove')]
  return (
    <>
      <PageHead title={words('staff')} summary={words('staff_summary', { count: staff.length })} />
      <Stack>
        {added && !added.refusal && (
          <Banner tone="ok" focus key={staff.length}>
            {words('staff_added')}
          </Banner>
        )}
        {removed && !removed.refusal && (
          <Banner tone="ok" focus key={staff.length}>
            {words('staff_removed')}
          </Banner>
        )}
        <Refused refusal={removed?.refusal} />
        <StaffTable staff={staff} />
        <Section title={words('add_staff')}>
          <StaffForm result={added} key={staff.length} />
        </Section>
      </Stack>
    </>
  )
}

type Row = StaffMember & { isYou: boolean }

function StaffTable({ staff }: { staff: readonly Row[] }) {
  const words = useWords('catalog')
  const columns: readonly Column<Row>[] = [
    { key: 'name', head: words('name'), cell: (one) => <bdi>{one.name || one.address}</bdi> },
    {
      key: 'address',
      head: words('address'),
      cell: (one) => <bdi dir="ltr">{one.address}</bdi>,
      priority: 1,
    },
    {
      key: 'role',
      head: words('role'),
      cell: (one) => words(one.role === 'owner' ? 'owner' : 'staff_member'),
    },
    {
      key: 'known',
      head: words('signed_in'),
      cell: (one) => words(one.known ? 'has_signed_in' : 'never_signed_in'),
      priority: 3,
    },
    {
      key: 'remove',
      head: words('remove'),
      cell: (one) => (
        <Form method="post">
          <input type="hidden" name="act" value="remove" />
          <input type="hidden" name="addressKey" value={one.addressKey} />
          {one.isYou ? (
            <Button variant="quiet">{words('leave')}</Button>
          ) : (
            <Button variant="quiet" aria-label={words('remove_person', { name: one.name || one.address })}>
              {words('remove')}
            </Button>
          )}
        </Form>
      ),
      priority: 1,
    },
  ]
  return (
    <DataTable caption={words('staff')} columns={columns} rows={staff} rowKey={(one) => one.addressKey} />
  )
}
