/** One word of a file's name: letters, digits and marks of every script, the rest a hyphen; never long, never empty. */
export function fileWord(text: string): string {
  const word = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '')
  const short = Array.from(word).slice(0, 40).join('')
  return short === '' ? 'code' : short
}

/** Names a file that is sent along: in plain letters for old programs, as it is for others. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`
}
