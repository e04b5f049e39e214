import { Link } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { OrdersTable } from '../purchasing/orders-table.tsx'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-home'
import { FirstSteps } from './first-steps.tsx'
import style from './vendor-home.module.css'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const home = shown(await app.views.vendorHome(actor, {}), request)
  const owner = actor.kind === 'account' && actor.staff === 'owner'
  const account = actor.kind === 'account' ? (actor.addresses[0]?.address ?? '') : ''
  return { home, owner, account, mails: app.config.smtpUrl !== undefined }
}

/** Today at the counter: what waits for the vendor's people, and nothing else. */
export default function VendorHome({ loaderData }: Route.ComponentProps) {
  const words = useWords('catalog')
  const { home, owner, account, mails } = loaderData
  const rest = home.toConfirmCount - home.toConfirm.length
  return (
    <>
      <PageHead
        title={words('home_title')}
        summary={words('home_summary', { count: home.customers, seats: home.seats })}
        actions={
          <LinkButton variant="primary" to="/vendor/sell">
            {words('sell_by_hand')}
          </LinkButton>
        }
      />
      <WorkList home={home} />
      {home.toConfirm.length > 0 && (
        <Section title={words('home_waiting', { count: home.toConfirmCount })}>
          <OrdersTable
            orders={home.toConfirm}
            caption={words('home_waiting', { count: home.toConfirmCount })}
          />
          {rest > 0 && (
            <Link to="/vendor/orders?state=waiting">{words('home_more_waiting', { count: rest })}</Link>
          )}
        </Section>
      )}
      {home.customers === 0 && <FirstSteps {...{ owner, account, mails }} />}
    </>
  )
}

function WorkList({ home }: { home: Route.ComponentProps['loaderData']['home'] }) {
  const words = useWords('catalog')
  const { overdueCount, unpaidCount, failedLetters, lately, missing, toConfirmCount, customers } = home
  const lines = [
    missing === 'price' && { to: '/vendor/products', text: words('home_no_price') },
    overdueCount > 0 && {
      to: '/vendor/orders?payment=overdue',
      text: words('home_overdue', { count: overdueCount }),
    },
    unpaidCount > overdueCount && {
      to: '/vendor/orders?payment=unpaid',
      text: words('home_unpaid', { count: unpaidCount - overdueCount }),
    },
    failedLetters > 0 && {
      to: '/vendor/mail?state=failed',
      text: words('home_failed_letters', { count: failedLetters }),
    },
  ].filter((line) => line !== false)
  if (lines.length === 0 && toConfirmCount === 0 && customers > 0) {
    return (
      <p className={style.quiet}>
        {words('home_quiet')}{' '}
        {lately.orders > 0 ? words('home_lately', { count: lately.orders, seats: lately.seats }) : null}
      </p>
    )
  }
  return (
    <ul className={style.lines}>
      {lines.map((line) => (
        <li key={line.to}>
          <Link to={line.to}>{line.text}</Link>
        </li>
      ))}
    </ul>
  )
}
