import { Link } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { seatSegments } from '../licenses/seat-picture.tsx'
import { countryName, languageOptions } from '../places.server.ts'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SeatStrip } from '../ui/seat-strip.tsx'
import { Section } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-customer'
import { CustomerPeople, CustomerSubscriptions } from './customer-tables.tsx'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor, locale } = context.get(applicationContext)
  const customer = shown(await app.views.vendorCustomer(actor, { id: Number(params.customer) }), request)
  const language =
    languageOptions().find((option) => option.value === customer.locale)?.label ?? customer.locale
  return { customer: { ...customer, country: countryName(locale, customer.country), language } }
}

/** One customer: seats, who runs it, what it bought. */
export default function VendorCustomer({ loaderData: { customer } }: Route.ComponentProps) {
  const words = useWords('teams')
  const format = useFormat()
  const licenses = useWords('licenses')
  const { free, invited, connected, placed, withheld } = customer.seats
  const total = free + invited + connected + placed + withheld
  const sentence = [
    words('customer_seats', { count: total, connected, invited, free }),
    placed > 0 && licenses('seats_placed', { count: placed }),
    withheld > 0 && licenses('seats_withheld', { count: withheld }),
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <>
      <PageHead
        title={<bdi>{customer.name}</bdi>}
        thing={customer.name}
        summary={sentence}
        back={<Link to="/vendor/customers">{words('customers')}</Link>}
        actions={
          <LinkButton variant="primary" to={`/vendor/sell?customer=${customer.id}`}>
            {words('sell_more')}
          </LinkButton>
        }
      />
      {total > 0 && (
        <SeatStrip sentence={sentence} segments={seatSegments({ ...customer.seats, ended: 0 }, licenses)} />
      )}
      <Section title={words('who_runs_it')}>
        {customer.people.length === 0 ? (
          <p>{words('nobody_runs_it')}</p>
        ) : (
          <CustomerPeople people={customer.people} />
        )}
      </Section>
      <Section title={words('bought')}>
        <CustomerSubscriptions subscriptions={customer.subscriptions} />
      </Section>
      <Section title={words('about_customer')}>
        <KeyValue
          entries={[
            { key: words('customer_code'), value: String(customer.id) },
            { key: words('country'), value: customer.country },
            { key: words('time_zone'), value: customer.timeZone },
            { key: words('letter_language'), value: customer.language },
            { key: words('teams'), value: format.list(customer.teams.map((team) => team.name)) },
            { key: words('customer_since'), value: format.dateTime(customer.createdAt) },
          ]}
        />
      </Section>
    </>
  )
}
