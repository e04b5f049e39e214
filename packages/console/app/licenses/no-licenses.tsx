import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useWords } from '../words/use-words.ts'

interface NoLicensesProps {
  title: string
  /** The organization or team that has none. */
  name: string
  home: string
  mayOrder: boolean
}

/** A place without any seat: where some come from. */
export function NoLicenses({ title, name, home, mayOrder }: NoLicensesProps) {
  const words = useWords('licenses')
  return (
    <>
      <PageHead title={title} />
      <EmptyState
        title={words('no_licenses_title', { name })}
        action={
          mayOrder && (
            <>
              <LinkButton to="/buy" variant="primary">
                {words('buy_licenses')}
              </LinkButton>
              <LinkButton to={`${home}/orders`} variant="quiet">
                {words('see_orders')}
              </LinkButton>
            </>
          )
        }
      >
        {words(mayOrder ? 'no_licenses_buy' : 'no_licenses_ask')}
      </EmptyState>
    </>
  )
}
