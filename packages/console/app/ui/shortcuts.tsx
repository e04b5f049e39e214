import { useEffect, useRef } from 'react'
import { useWords } from '../words/use-words.ts'
import { Button } from './button.tsx'
import style from './shortcuts.module.css'

/** Single keys for people who check long lists; `enabled` is the switch in their profile. */
export function Shortcuts({ enabled }: { enabled: boolean }) {
  const words = useWords()
  const sheet = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return
      if (undoes(event)) return press(event, '[data-undo]')
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Escape') return clearSelection()
      if (!enabled) return
      if (event.key === '/') return focusOn(event, '[data-search]')
      if (event.key === 'x') return tickRow(event)
      const step = steps[event.key]
      if (step !== undefined) return moveRow(event, step)
      if (event.key === '?') sheet.current?.showModal()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [enabled])

  const keys = [
    ['/', words('shortcut_search')],
    ['j k', words('shortcut_move')],
    ['x', words('shortcut_tick')],
    ['Enter', words('shortcut_open')],
    ['Esc', words('shortcut_close')],
    ['Ctrl Z', words('shortcut_undo')],
    ['?', words('shortcut_sheet')],
  ] as const
  return (
    <dialog ref={sheet} className={style.sheet} aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title">{words('shortcuts')}</h2>
      <dl className={style.keys}>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className={style.hint}>{words('shortcuts_off_hint')}</p>
      <form method="dialog">
        <Button>{words('close')}</Button>
      </form>
    </dialog>
  )
}

const ticking = new Set(['checkbox', 'radio'])

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !ticking.has(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

const undoes = (event: KeyboardEvent) =>
  event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey

function press(event: KeyboardEvent, selector: string) {
  const button = document.querySelector<HTMLButtonElement>(selector)
  if (!button) return
  event.preventDefault()
  button.click()
}

function focusOn(event: KeyboardEvent, selector: string) {
  const field = document.querySelector<HTMLElement>(selector)
  if (!field) return
  event.preventDefault()
  field.focus()
}

const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** Moves from the row at hand, or the one that is open; arrows scroll as ever until a row has the focus. */
function moveRow(event: KeyboardEvent, step: number) {
  if (document.querySelector('dialog[open]')) return
  const at = document.activeElement?.closest('[data-row]') ?? null
  if (!at && event.key.startsWith('Arrow')) return
  const rows = [...document.querySelectorAll('[data-row]')]
  const from = rows.indexOf(at ?? document.querySelector('[data-row][data-open]') ?? document.body)
  const row = rows[from < 0 ? 0 : from + step]
  const target =
    row?.querySelector<HTMLElement>('[data-open-row]') ?? row?.querySelector<HTMLElement>('a, input')
  if (!target) return
  event.preventDefault()
  target.focus()
}

function tickRow(event: KeyboardEvent) {
  const tick = document.activeElement?.closest('[data-row]')?.querySelector<HTMLInputElement>('[data-tick]')
  if (!tick) return
  event.preventDefault()
  tick.click()
}

/** Esc closes a panel first; the panel prevents the default then, and the selection stays. */
function clearSelection() {
  if (document.querySelector('[data-side-panel], dialog[open]')) return
  const clear = document.querySelector<HTMLButtonElement>('[data-clear-selection]')
  if (clear?.offsetParent) clear.click()
}
