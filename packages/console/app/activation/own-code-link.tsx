import { Link } from 'react-router'
import { useWords } from '../words/use-words.ts'

interface OwnCodeLinkProps {
  organizationId: number
  licenseId: string
}

/** The way from a license of one's own to its activation code. */
export function OwnCodeLink({ organizationId, licenseId }: OwnCodeLinkProps) {
  const words = useWords('activation')
  return <Link to={`/me/licenses/${organizationId}/${licenseId}/code`}>{words('own_link')}</Link>
}
