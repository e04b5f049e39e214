const mostLetters = 32_767

/** What XML cannot hold, or would not give back as it was, besides what looks like such an escape itself. */
const unkept = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/gu
const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Writes a text the way workbooks keep it inside XML; what no cell can hold is left out. */
export function writeSheetText(text: string): string {
  return text
    .slice(0, mostLetters)
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(unkept, (mark) => `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/g, (mark) => marks[mark] ?? mark)
}

/** Reads the escapes workbooks have for what XML cannot hold; a NUL, which nothing can, is left out. */
export function readSheetText(text: string): string {
  if (!text.includes('_x')) return text
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\0', '')
}
