import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import field from '../ui/field.module.css'
import { useHere } from '../ui/use-here.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './day-slider.module.css'

interface DaySliderProps {
  first: string
  last: string
  day: string
}

const restMs = 60
const dayMs = 86_400_000
const daysFrom = (first: string, day: string) => Math.round((Date.parse(day) - Date.parse(first)) / dayMs)
const dayAfter = (first: string, days: number) =>
  new Date(Date.parse(first) + days * dayMs).toISOString().slice(0, 10)

/** A day to be dragged, or moved by the arrow keys; the address follows after a short rest. Nothing without scripts. */
export function DaySlider({ first, last, day }: DaySliderProps) {
  const words = useWords('dev')
  const format = useFormat()
  const navigate = useNavigate()
  const here = useHere()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [moving, setMoving] = useState<string | null>(null)
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  useEffect(() => setMoving((moved) => (moved === day ? null : moved)), [day])
  if (!ready) return null
  const shown = moving ?? day
  const move = (days: number) => {
    const to = dayAfter(first, days)
    setMoving(to)
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => navigate(here({ day: to }), { replace: true, preventScrollReset: true }),
      restMs,
    )
  }
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor="day-slider">
        {words('move_day')}
      </label>
      <input
        id="day-slider"
        className={style.slider}
        type="range"
        min={0}
        max={daysFrom(first, last)}
        value={daysFrom(first, shown)}
        aria-valuetext={format.date(shown, 'long')}
        onChange={(event) => move(Number(event.currentTarget.value))}
      />
    </div>
  )
}
