import { create } from 'qrcode'

/** A QR code as one SVG path over a square of so many modules. */
export interface QrPath {
  readonly path: string
  readonly size: number
}

/** Draws a text as the dark modules of a QR code, one unit a module. */
export function qrPath(text: string): QrPath {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const rows = Array.from({ length: size }, (_, y) => runsOf(modules, y))
  return { path: rows.join(''), size }
}

function runsOf(modules: { size: number; get(row: number, column: number): number | boolean }, y: number) {
  let path = ''
  for (let x = 0; x < modules.size; x++) {
    if (!modules.get(y, x)) continue
    const from = x
    while (x + 1 < modules.size && modules.get(y, x + 1)) x += 1
    path += `M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`
  }
  return path
}
