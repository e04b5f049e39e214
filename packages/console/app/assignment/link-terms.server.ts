import { textOf } from './acts.server.ts'

/** A link's terms as they were typed. */
export function typedTerms(form: FormData) {
  return {
    name: textOf(form, 'name'),
    cap: textOf(form, 'cap'),
    endsOn: textOf(form, 'endsOn'),
    domains: textOf(form, 'domains'),
    offered: form.get('offered') === 'on',
    asksFirst: textOf(form, 'asksFirst'),
    restAsks: form.get('restAsks') === 'on',
    notice: textOf(form, 'notice'),
  }
}
