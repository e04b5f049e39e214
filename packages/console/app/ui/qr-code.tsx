import { useWords } from '../words/use-words.ts'
import style from './qr-code.module.css'

interface QrCodeProps {
  /** The SVG path of the dark modules, one unit a module, made by the server. */
  path: string
  /** Modules a side, without the quiet zone. */
  size: number
  /** What the code holds. */
  thing: string
}

/** A QR code on its own white ground, so that cameras read it in the dark theme too. */
export function QrCode({ path, size, thing }: QrCodeProps) {
  const words = useWords()
  const quiet = 4
  return (
    <svg
      className={style.code}
      viewBox={`${-quiet} ${-quiet} ${size + 2 * quiet} ${size + 2 * quiet}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={words('qr_code', { thing })}
    >
      <rect x={-quiet} y={-quiet} width="100%" height="100%" className={style.ground} />
      <path d={path} className={style.module} />
    </svg>
  )
}
