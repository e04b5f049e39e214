const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Shows an address to somebody who may not be its owner: enough for the owner to know it, too little to write to. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const [first] = segments.segment(address.slice(0, at))
  return `${first?.segment ?? ''}•••${address.slice(at)}`
}
