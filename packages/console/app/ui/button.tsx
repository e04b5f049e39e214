import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'react-router'
import style from './button.module.css'
import { classes } from './classes.ts'

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger'

interface Look {
  /** One primary a page; danger only for what cannot be undone. */
  variant?: Variant | undefined
  icon?: ReactNode
}

/** A button that says what it does: verb, object, and the count or the sum. */
export function Button({
  variant = 'secondary',
  icon,
  children,
  className,
  ...rest
}: Look & ComponentProps<'button'>) {
  return (
    <button type="submit" {...rest} className={classes(style.button, style[variant], className)}>
      {icon}
      <span>{children}</span>
    </button>
  )
}

/** A link that looks like a button, for going somewhere to do something. */
export function LinkButton({
  variant = 'secondary',
  icon,
  children,
  className,
  ...rest
}: Look & ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={classes(style.button, style[variant], className)}>
      {icon}
      <span>{children}</span>
    </Link>
  )
}
