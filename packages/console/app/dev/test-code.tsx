import type { Refusal } from '@claviger/core/kernel/decision'
import type { DevProduct } from '@claviger/server/activation/dev-views'
import type { TestCode as Made } from '@claviger/server/activation/make-test-code'
import { useFetcher } from 'react-router'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { SourceBox } from './source-box.tsx'

interface Answer {
  readonly made?: Made | undefined
  readonly refusal?: Refusal | undefined
}

interface TestCodeProps {
  product: DevProduct
  /** What came of the form where there are no scripts. */
  answer: Answer | undefined
  may: boolean
}

/** A code to try the offline way with: made by a press, shown once. */
export function TestCode({ product, answer, may }: TestCodeProps) {
  const words = useWords('dev')
  // The list of calls loads the page again and again; what a fetcher was answered survives that.
  const fetcher = useFetcher<Answer>()
  const { made, refusal } = fetcher.data ?? answer ?? {}
  if (!may) return <p>{words('test_code_owners')}</p>
  return (
    <Stack>
      <p>{words('test_code_what', { product: product.name })}</p>
      <Refused refusal={refusal} />
      {made && <MadeCode made={made} product={product.name} />}
      <fetcher.Form method="post">
        <input type="hidden" name="product" value={product.code} />
        <Button>{words(made ? 'another_test_code' : 'make_test_code')}</Button>
      </fetcher.Form>
    </Stack>
  )
}

function MadeCode({ made: { code, document }, product }: { made: Made; product: string }) {
  const words = useWords('dev')
  const format = useFormat()
  const paidUpTo = document.products[0]?.paidUpTo ?? ''
  return (
    <>
      <Banner tone="ok" focus key={document.licenseId}>
        {words('test_code_made', { product, person: document.person, day: format.date(paidUpTo, 'long') })}
      </Banner>
      <SourceBox label={words('test_code')} text={code} wrap />
    </>
  )
}
