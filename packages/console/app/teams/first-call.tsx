import { SourceBox } from '../dev/source-box.tsx'
import { useWords } from '../words/use-words.ts'

/** Where programs call, and as whose. */
export interface Api {
  readonly root: string
  /** The number the customer is called by. */
  readonly customer: string
}

/** One call to copy that changes nothing: what the token is for. The key stands in a variable, not in the shell's history. */
export function FirstCall({ api: { root, customer } }: { api: Api }) {
  const words = useWords('tokens')
  const lines = [
    `curl ${root}/token \\`,
    `  -H "X-Customer-Code: ${customer}" \\`,
    `  -H "X-Api-Key: $CLAVIGER_TOKEN"`,
  ]
  return <SourceBox label={words('first_call_lines')} text={lines.join('\n')} />
}

/** Where every call is described, for people and for generators. */
export function ApiDocuments() {
  const words = useWords('tokens')
  return (
    <ul>
      <li>
        <a href="/api/v1/openapi.json">{words('document_all')}</a>
      </li>
      <li>
        <a href="/api/v1/swagger.json">{words('document_known')}</a>
      </li>
    </ul>
  )
}
