import '@tarojs/components'

declare module '@tarojs/components/types/common' {
  /** What our aria plugin (config/aria.ts) adds to Taro's components on WeChat. */
  interface StandardProps {
    ariaRole?: string
    ariaLabel?: string
    ariaHidden?: boolean
    ariaChecked?: boolean
    ariaSelected?: boolean
    ariaExpanded?: boolean
    ariaDisabled?: boolean
    ariaDescribedby?: string
    ariaLabelledby?: string
    ariaLive?: 'polite' | 'assertive' | 'off'
    ariaModal?: boolean
  }
}

declare global {
  /** Base URL of the HTTP access service, set at build time; '' = H5 on the local cloud. */
  const APP_API: string
  /** Whether demo people can be chosen: H5 on the local cloud. A constant, so that other builds drop what hangs on it. */
  const WITH_DEMO: boolean
  /** The areas that are not tab pages, found by config/areas.ts at build time. */
  const SUB_PACKAGES: { root: string; pages: string[] }[]
}
