import { longQrPath, type QrPath } from '../assignment/qr-path.ts'

/**
 * Draws an activation code for cameras: its signed part alone, in one piece, since only people read the line above it.
 * Nothing for codes that are too long, such as those of large packs.
 */
export function codeQr(text: string): QrPath | null {
  const [, ...lines] = text.split('\n')
  return longQrPath(lines.join(''))
}
