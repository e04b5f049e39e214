import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useNavigate } from 'react-router'
import button from './button.module.css'
import { classes } from './classes.ts'
import { ChevronIcon } from './icons.tsx'
import style from './more-menu.module.css'

export interface MenuEntry {
  to: string
  label: ReactNode
}

/** Ways to other pages that do not deserve a button of their own. */
export function MoreMenu({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  const navigate = useNavigate()
  return (
    <MenuTrigger>
      <Button className={classes(button.button, button.secondary)}>
        <span>{label}</span>
        <ChevronIcon />
      </Button>
      <Popover className={style.popover ?? ''} offset={4}>
        <Menu className={style.menu ?? ''} onAction={(to) => navigate(String(to))}>
          {entries.map((entry) => (
            <MenuItem key={entry.to} id={entry.to} className={style.item ?? ''}>
              {entry.label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
