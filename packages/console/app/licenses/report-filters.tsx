import { Form, useLocation } from 'react-router'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useWords } from '../words/use-words.ts'
import { periods, type ReportAddress } from './report-address.ts'
import style from './report-filters.module.css'

interface ReportFiltersProps {
  address: ReportAddress
  /** Some picture shows a span of time. */
  spans: boolean
  products: readonly (readonly [slug: string, name: string])[]
  teams: readonly (readonly [id: string, name: string])[]
}

/** Which seats the pictures are about, and of how long; the address is the state. */
export function ReportFilters({ address, spans, products, teams }: ReportFiltersProps) {
  const words = useWords('pictures')
  const { search } = useLocation()
  const idle = new URLSearchParams(search).get('idle')
  const choice = (name: 'product' | 'team', known: ReportFiltersProps['products']) =>
    known.length > 1 && (
      <SelectField
        {...{ name, label: words(name), defaultValue: address[name] }}
        options={[
          { value: '', label: words(`every_${name}`) },
          ...known.map(([value, label]) => ({ value, label })),
        ]}
      />
    )
  return (
    <Form method="get" key={search}>
      <div className={style.filters}>
        {idle && <input type="hidden" name="idle" value={idle} />}
        {spans ? (
          <SelectField
            {...{ name: 'period', label: words('period'), defaultValue: String(address.period) }}
            options={periods.map((days) => ({ value: String(days), label: words(`period_${days}`) }))}
          />
        ) : (
          <input type="hidden" name="period" value={address.period} />
        )}
        {choice('product', products)}
        {choice('team', teams)}
        <Button>{words('show')}</Button>
      </div>
    </Form>
  )
}
