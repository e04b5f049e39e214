import { create } from 'qrcode'

/** A QR code as one SVG path over a square of so many modules. */
export interface QrPath {
  readonly path: string
  readonly size: number
}

/** Draws a text as the dark modules of a QR code, one unit a module. */
export function qrPath(text: string): QrPath {
  return pathOf(create(text, { errorCorrectionLevel: 'M' }).modules)
}

/**
 * Draws a long text with as few modules as there can be; nothing when a phone would need a better camera than most have.
 */
export function longQrPath(text: string): QrPath | null {
  if (text.length > longest) return null
  return pathOf(create(text, { errorCorrectionLevel: 'L' }).modules)
}

/** What fits into version 25, 117 modules a side. */
const longest = 1273

type Modules = ReturnType<typeof create>['modules']

function pathOf(modules: Modules): QrPath {
  const { size } = modules
  const rows = Array.from({ length: size }, (_, y) => runsOf(modules, y))
  return { path: rows.join(''), size }
}

function runsOf(modules: Modules, y: number) {
  let path = ''
  for (let x = 0; x < modules.size; x++) {
    if (!modules.get(y, x)) continue
    const from = x
    while (x + 1 < modules.size && modules.get(y, x + 1)) x += 1
    path += `M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`
  }
  return path
}
