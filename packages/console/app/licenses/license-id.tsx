import { formatLicenseId } from '@claviger/core/kernel/ids'

/** A license id as it is read over the phone, in the face that tells 0 from O. */
export function LicenseId({ id }: { id: string }) {
  return (
    <code>
      <bdi>{formatLicenseId(id)}</bdi>
    </code>
  )
}
