import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import style from './status-chip.module.css'

/** A drawn shape for each state, so that color is never the only difference. */
export type Shape =
  | 'dot'
  | 'half-dot'
  | 'clock'
  | 'envelope'
  | 'ring'
  | 'question'
  | 'hourglass'
  | 'anchor'
  | 'cross'
  | 'arrow-back'
  | 'coin'
  | 'check'
  | 'pause'
  | 'rack'

export type Tone = 'ok' | 'warn' | 'danger' | 'info' | 'neutral' | 'none'

/** A state: a shape, a word, a tint. One a row. */
export function StatusChip({ shape, tone, children }: { shape: Shape; tone: Tone; children: ReactNode }) {
  return (
    <span className={classes(style.chip, style[tone])}>
      <svg
        width="12"
        height="12"
        viewBox="0 0 12 12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        {shapes[shape]}
      </svg>
      <span>{children}</span>
    </span>
  )
}

const shapes: Record<Shape, ReactNode> = {
  dot: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  'half-dot': (
    <>
      <circle cx="6" cy="6" r="4.25" />
      <path d="M6 2a4 4 0 000 8z" fill="currentColor" />
    </>
  ),
  clock: <path d="M6 1.5a4.5 4.5 0 110 9 4.5 4.5 0 010-9zM6 3.5V6l2 1.25" />,
  envelope: <path d="M1 2.75h10v6.5H1zM1 3.25l5 3.5 5-3.5" />,
  ring: <circle cx="6" cy="6" r="4.25" strokeDasharray="2.2 1.6" />,
  question: <path d="M4 4.25a2 2 0 113 1.7c-.7.4-1 .8-1 1.55M6 9v1.25" />,
  hourglass: (
    <path d="M2.5 1.5h7M2.5 10.5h7M3.5 1.5C3.5 4 6 5 6 6s-2.5 2-2.5 4.5M8.5 1.5C8.5 4 6 5 6 6s2.5 2 2.5 4.5" />
  ),
  anchor: (
    <path d="M6 4.25V11M6 4.25a1.5 1.5 0 100-3 1.5 1.5 0 000 3zM1.75 7C1.75 9.5 3.5 11 6 11s4.25-1.5 4.25-4M4 5.75h4" />
  ),
  cross: <path d="M2.5 2.5l7 7m0-7l-7 7" />,
  'arrow-back': <path d="M4.5 2L2 4.5 4.5 7M2 4.5h5a3 3 0 010 6H4" />,
  coin: <path d="M6 1.5a4.5 4.5 0 110 9 4.5 4.5 0 010-9zM6 3.75v4.5M4.5 5.25h3M4.5 6.75h3" />,
  check: <path d="M2 6.5l2.75 2.75L10 3.5" />,
  rack: <path d="M1.75 1.75h8.5v3.5h-8.5zM1.75 6.75h8.5v3.5h-8.5zM3.5 3.5h1M3.5 8.5h1" />,
  pause: <path d="M4 2v8M8 2v8" strokeWidth="2" />,
}
