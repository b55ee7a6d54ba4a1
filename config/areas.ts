import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The tab pages: they alone make up the main package. */
const TABS = ['home', 'duty', 'learn', 'mine']

const PAGE_CONFIG = /\.config\.ts$/

/**
 * Every further folder of src/pages is a sub-package of its own, fetched when one of its pages is first opened.
 * A page is a `<page>.tsx` with a `<page>.config.ts` beside it.
 */
export const subPackages = (src: string) => readdirSync(join(src, 'pages'))
  .filter(area => !TABS.includes(area))
  .sort()
  .map(area => ({
    root: `pages/${area}`,
    pages: readdirSync(join(src, 'pages', area))
      .filter(file => PAGE_CONFIG.test(file))
      .map(file => file.replace(PAGE_CONFIG, ''))
      .filter(page => existsSync(join(src, 'pages', area, `${page}.tsx`)))
      .sort(),
  }))
  .filter(area => area.pages.length > 0)
