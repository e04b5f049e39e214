import { Link } from 'react-router'
import { Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import { installLine, onlineSnippet, type SnippetFacts } from './snippets.ts'
import { SourceBox } from './source-box.tsx'

/** The lines to put into the product, with its own code, this installation's address and its root key in them. */
export function Snippets({ facts }: { facts: SnippetFacts }) {
  const words = useWords('dev')
  return (
    <Stack>
      <SourceBox label={words('install')} text={installLine} />
      <SourceBox label={words('online_lines')} text={onlineSnippet(facts)} />
      <p>
        {words('online_lines_what')} {words.rich('needs_license', {}, { sell: <Link to="/vendor/sell" /> })}
      </p>
    </Stack>
  )
}
