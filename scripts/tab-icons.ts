import { join } from 'node:path'
import { chromium } from 'playwright-core'

// WeChat takes tab icons as PNG only. Run by hand after a change of shape: node --import tsx scripts/tab-icons.ts
const SIZE = 81
// Both read at least 3:1 on the light and on the dark tab bar, so one pair serves both.
// The chosen one is filled: red is for a screen's one main act.
const GREY = '#7a7672'

/** An outline, and what is drawn inside it. */
const shapes: Record<string, [outline: string, inside: string]> = {
  home: ['<path d="M12 40 40.500 15 69 40"/><path d="M20 35v31h41V35L40.500 17Z"/>', '<path d="M34 66V48h13v18"/>'],
  duty: ['<rect x="18" y="17" width="45" height="51" rx="5"/><path d="M31 17v-4h19v4"/>', '<path d="m29 43 9 9 15-17"/>'],
  learn: ['<rect x="13" y="18" width="55" height="38" rx="5"/><path d="M28 68h25"/>', '<path d="M35 29v16l14-8Z"/>'],
  mine: ['<circle cx="40.500" cy="28" r="13"/><path d="M15 67c2-15 12-22 25.500-22S64 52 66 67Z"/>', ''],
}

const svg = ([outline, inside]: [string, string], filled: boolean) => `<svg xmlns="http://www.w3.org/2000/svg"
  width="${SIZE}" height="${SIZE}" fill="none" stroke="${GREY}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">
  <g fill="${filled ? GREY : 'none'}">${outline}</g><g stroke="${filled ? '#ffffff' : GREY}">${inside}</g></svg>`

const draw = async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } })
  for (const [name, shape] of Object.entries(shapes)) {
    for (const [suffix, filled] of [['', false], ['-on', true]] as const) {
      await page.setContent(`<body style="margin:0">${svg(shape, filled)}</body>`)
      await page.screenshot({ path: join('src/tabs', `${name}${suffix}.png`), omitBackground: true })
    }
  }
  await browser.close()
}

void draw()
