import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')
const source = readFileSync(join(root, 'src/styles/tokens.scss'), 'utf8')

/** The colours of one `@mixin`, by token name. */
const coloursOf = (mixin: string): Record<string, string> => {
  const body = new RegExp(`@mixin ${mixin} \\{([^}]*)\\}`).exec(source)?.[1] ?? ''
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(m => [m[1], m[2]]))
}

/** WCAG 2.2 relative luminance. */
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map(i => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

const contrast = (a: string, b: string): number => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (hi! + 0.05) / (lo! + 0.05)
}

const surfaces = ['surface', 'surface-2', 'surface-pressed']
const meanings = ['done', 'waiting', 'attention', 'refused']

/** [foreground, background, least contrast]: every pair that the style sheets put together. */
const pairs: [string, string, number][] = [
  ...['ink', 'ink-2', 'ink-3'].flatMap(ink => surfaces.map(s => [ink, s, 4.5] as [string, string, number])),
  ...meanings.flatMap(m => [
    [m, `${m}-soft`, 4.5], [m, 'surface', 4.5], [m, 'surface-2', 4.5],
    ['ink', `${m}-soft`, 4.5], ['ink-2', `${m}-soft`, 4.5],
  ] as [string, string, number][]),
  ['on-primary', 'primary', 4.5],
  ['on-primary', 'primary-pressed', 4.5],
  ['surface', 'ink', 4.5],
  ['surface', 'ink-2', 4.5],
  ['surface', 'attention', 4.5],
  ['surface', 'refused', 4.5],
  ['primary', 'surface', 3],
  ['primary', 'surface-2', 3],
  ['edge', 'surface', 3],
  ['edge', 'surface-2', 3],
]

const html = readFileSync(join(root, 'src/index.html'), 'utf8')

describe.each(['light', 'dark'])('the %s colours', set => {
  const colours = coloursOf(set)
  test.each(pairs)('%s on %s is at least %d : 1', (front, back, least) => {
    expect(colours[front]).toBeDefined()
    expect(colours[back]).toBeDefined()
    expect(contrast(colours[front]!, colours[back]!)).toBeGreaterThanOrEqual(least)
  })

  test('the host draws its own bars in the same colours', () => {
    const theme = JSON.parse(readFileSync(join(root, 'src/theme.json'), 'utf8'))[set]
    expect(theme).toMatchObject({
      barBack: colours.surface, tabBack: colours.surface, pageBack: colours['surface-2'],
      tabText: colours['ink-3'], tabOn: colours.ink,
    })
    const own = html.split('@media')[set === 'light' ? 0 : 1]!
    for (const name of ['barBack', 'pageBack', 'tabText', 'tabOn', 'tabBack']) {
      expect(own).toContain(`--${name}: ${theme[name]};`)
    }
  })
})

const sheets = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.scss') && !file.endsWith('tokens.scss') && !file.endsWith('icons.scss'))

test.each(sheets)('%s takes its colours and type sizes from the tokens', file => {
  const text = readFileSync(join(root, 'src', file), 'utf8')
  expect(text.match(/#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(/g)).toBeNull()
  expect(text.match(/(?<!-)color:(?!\s*(?:var\(|inherit|currentColor|transparent))[^;]+;/g)).toBeNull()
})
