import { Fold } from '../ui/fold.tsx'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { type Option, SelectField } from '../ui/select-field.tsx'
import { useWords } from '../words/use-words.ts'
import type { SetupLists } from './setup-fields.tsx'

interface SetupPlaceProps {
  lists: SetupLists
  errors: FieldErrors | undefined
  place: { country: string; currency: string; timeZone: string; locale: string }
}

/** Where the vendor sells from, guessed and said in one sentence; its four words can be changed. */
export function SetupPlace({ lists, errors, place }: SetupPlaceProps) {
  const words = useWords('catalog')
  const field = (name: string) => ({ name, error: errors?.[name] })
  const said = {
    country: labelOf(lists.countries, place.country),
    currency: place.currency,
    zone: labelOf(lists.timeZones, place.timeZone),
    language: labelOf(lists.languages, place.locale),
  }
  const wrong = Boolean(errors?.country || errors?.currency || errors?.timeZone || errors?.locale)
  return (
    <>
      <p>{words.rich('setup_place', said, { b: <strong /> })}</p>
      <Fold title={words('setup_place_change')} open={wrong}>
        <SelectField
          {...field('country')}
          label={words('country')}
          defaultValue={place.country}
          options={lists.countries}
        />
        <SelectField
          {...field('currency')}
          label={words('currency')}
          help={words('currency_help')}
          defaultValue={place.currency}
          options={lists.currencies}
        />
        <SelectField
          {...field('timeZone')}
          label={words('time_zone')}
          defaultValue={place.timeZone}
          options={lists.timeZones}
        />
        <SelectField
          {...field('locale')}
          label={words('letter_language')}
          defaultValue={place.locale}
          options={lists.languages}
        />
      </Fold>
    </>
  )
}

function labelOf(options: readonly Option[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value
}
