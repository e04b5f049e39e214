import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useWords } from '../words/use-words.ts'

/** What a developer's page says while there is nothing to license. */
export function NoProduct({ title }: { title: string }) {
  const words = useWords('dev')
  return (
    <>
      <PageHead title={title} />
      <EmptyState
        title={words('no_product_title')}
        action={<LinkButton to="/vendor/products/new">{words('add_product')}</LinkButton>}
      >
        {words('no_product')}
      </EmptyState>
    </>
  )
}
