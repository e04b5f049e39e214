import { Form, useLocation } from 'react-router'
import { Button } from '../ui/button.tsx'
import { useRoot } from '../use-root.ts'
import { languages } from '../words/languages.ts'

/** The other languages this page can be read in. */
export function LanguageChoice() {
  const { locale } = useRoot()
  const { pathname, search } = useLocation()
  return (
    <Form method="post" action="/language" reloadDocument>
      <input type="hidden" name="to" value={pathname + search} />
      {languages
        .filter(({ value }) => value !== locale)
        .map(({ value, label }) => (
          <Button key={value} variant="quiet" name="locale" value={value} lang={value}>
            {label}
          </Button>
        ))}
    </Form>
  )
}
