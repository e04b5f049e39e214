import { FieldError, fieldId } from '../ui/field.tsx'
import { useWords } from '../words/use-words.ts'
import style from './pack-members.module.css'

interface PackMembersProps {
  singles: readonly { code: string; name: string }[]
  members: readonly string[]
  error: string | undefined
}

/** Which single products a pack contains. */
export function PackMembers({ singles, members, error }: PackMembersProps) {
  const words = useWords('catalog')
  const id = fieldId('members')
  return (
    <fieldset className={style.members} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={style.legend}>{words('pack_contains')}</legend>
      {singles.length === 0 && <p>{words('pack_nothing_to_contain')}</p>}
      {singles.map((product, index) => (
        <label key={product.code} className={style.member}>
          <input
            type="checkbox"
            name="members"
            id={index === 0 ? id : undefined}
            value={product.code}
            defaultChecked={members.includes(product.code)}
          />
          <bdi>{product.name}</bdi>
        </label>
      ))}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  )
}
