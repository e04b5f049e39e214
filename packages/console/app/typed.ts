/** The texts of a form that was refused, by field, so that nobody types them twice. */
export type Typed = Readonly<Record<string, string>>

/** Takes the texts of a form. */
export function typedIn(form: FormData): Typed {
  const texts = [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return Object.fromEntries(texts)
}
