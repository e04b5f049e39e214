import style from './person-name.module.css'

/** Who holds something: the name, and the address under it; the address alone while no name is known. */
export function PersonName({
  person,
  nobody,
}: {
  person: { readonly name: string; readonly address: string } | null
  nobody: string
}) {
  if (!person) return <span className={style.nobody}>{nobody}</span>
  if (person.name === '' || person.name === person.address)
    return <bdi className={style.name}>{person.address}</bdi>
  return (
    <span className={style.person}>
      <bdi className={style.name}>{person.name}</bdi>
      <bdi className={style.address}>{person.address}</bdi>
    </span>
  )
}
