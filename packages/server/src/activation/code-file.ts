import { slugOf } from '@claviger/core/kernel/ids'

/** What a file with a code is called: the product and the license, in letters every computer takes. */
export function fileNameOf(product: string, licenseId: string): string {
  return `${slugOf(product, 'activation-code')}-${licenseId}.txt`
}
