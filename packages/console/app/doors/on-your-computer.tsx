import { NumberedList } from '../ui/steps.tsx'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'

/** The three steps that are left once a license is connected. */
export function OnYourComputer({
  product,
  vendor,
  address,
}: {
  product: string
  vendor: string
  address: string
}) {
  const words = useWords('doors')
  return (
    <Section title={words('next_title')}>
      <NumberedList>
        {words('next_get', { product, vendor })}
        {words('next_open', { product })}
        <span>{words.rich('next_sign_in', { address }, { b: <strong dir="ltr" /> })}</span>
      </NumberedList>
      <p>{words('next_in_mail')}</p>
    </Section>
  )
}
