/** Leads to buying the seats a list lacks, such as `loomwright 14`, and from there back to the list. */
export function buyAddress(home: string, lack: string, back: string): string {
  const [, product = '', quantity = '1'] = /^([a-z0-9-]{1,80}) (\d{1,6})$/.exec(lack) ?? []
  const organization = /^\/o\/([^/]+)/.exec(home)?.[1] ?? ''
  return `/checkout?${new URLSearchParams({ product, quantity, for: organization, to: back })}`
}
