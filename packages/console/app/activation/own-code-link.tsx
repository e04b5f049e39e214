import type { OwnLicense } from '@claviger/server/assignment/person-views'
import { Link } from 'react-router'
import { useWords } from '../words/use-words.ts'

interface OwnCodeLinkProps {
  license: Pick<OwnLicense, 'organizationId' | 'licenseId' | 'product'>
}

/** The way from a license of one's own to its activation code. */
export function OwnCodeLink({ license: { organizationId, licenseId, product } }: OwnCodeLinkProps) {
  const words = useWords('activation')
  return (
    <Link
      to={`/me/licenses/${organizationId}/${licenseId}/code`}
      aria-label={words('own_link_for', { product })}
    >
      {words('own_link')}
    </Link>
  )
}
