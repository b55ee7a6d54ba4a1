export interface ShellProps {
  title: string
  /** Tab pages have no way back. */
  tab: boolean
  /** Goes back; a page may ask first. */
  onBack?: () => void
}

/** The mini-program brings its own title bar, and has no room for a list at the side. The browser's twin: shell.h5.tsx. */
export const TitleBar = (_: ShellProps) => null

export const SideNav = () => null
