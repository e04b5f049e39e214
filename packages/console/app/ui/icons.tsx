import type { ReactNode } from 'react'

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export const CloseIcon = () => (
  <Icon>
    <path d="M3.5 3.5l9 9m0-9l-9 9" />
  </Icon>
)
export const CopyIcon = () => (
  <Icon>
    <path d="M5.5 5.5h8v8h-8zM10.5 5V2.5h-8v8H5" />
  </Icon>
)
export const SearchIcon = () => (
  <Icon>
    <path d="M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.5 10.5l3.5 3.5" />
  </Icon>
)
export const MenuIcon = () => (
  <Icon>
    <path d="M2 4h12M2 8h12M2 12h12" />
  </Icon>
)
export const ChevronIcon = () => (
  <Icon>
    <path d="M4 6l4 4 4-4" />
  </Icon>
)
export const UpIcon = () => (
  <Icon>
    <path d="M8 13V3.5M4 7l4-4 4 4" />
  </Icon>
)
export const DownIcon = () => (
  <Icon>
    <path d="M8 3v9.5M4 9l4 4 4-4" />
  </Icon>
)
export const SortIcon = () => (
  <Icon>
    <path d="M5 6l3-3 3 3M5 10l3 3 3-3" />
  </Icon>
)
export const PlusIcon = () => (
  <Icon>
    <path d="M8 3v10M3 8h10" />
  </Icon>
)
export const MinusIcon = () => (
  <Icon>
    <path d="M3 8h10" />
  </Icon>
)
export const CheckIcon = () => (
  <Icon>
    <path d="M3 8.5l3.5 3.5L13 4.5" />
  </Icon>
)
export const CrossIcon = () => (
  <Icon>
    <path d="M4 4l8 8m0-8l-8 8" />
  </Icon>
)
