import type { DevProduct } from '@claviger/server/activation/dev-views'
import type { TestCode as Made } from '@claviger/server/activation/make-test-code'
import { Form } from 'react-router'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { SourceBox } from './source-box.tsx'

interface TestCodeProps {
  product: DevProduct
  made: Made | undefined
  may: boolean
}

/** A code to try the offline way with: made by a press, shown once. */
export function TestCode({ product, made, may }: TestCodeProps) {
  const words = useWords('dev')
  if (!may) return <p>{words('test_code_owners')}</p>
  return (
    <Stack>
      <p>{words('test_code_what', { product: product.name })}</p>
      {made && <MadeCode made={made} product={product.name} />}
      <Form method="post" preventScrollReset>
        <input type="hidden" name="product" value={product.code} />
        <Button>{words(made ? 'another_test_code' : 'make_test_code')}</Button>
      </Form>
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
