import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildApp } from '../../scripts/build-app'

const FIRST_LOAD_LIMIT = 200_000
const API = 'https://zhidaitong.example.com'

// What lets one become a demo person, and the words about it.
const DEMO_MARKS = ['x-local-openid', 'demoPerson', '/demo/people.json', '演示：换一个人试试', '选演示身份', '用一个新的演示微信']

const scripts = (out: string) => readdirSync(join(out, 'js')).filter(name => name.endsWith('.js'))
  .map(name => readFileSync(join(out, 'js', name), 'utf8')).join('\n')

/** Everything that index.html asks for before it can show anything. */
const firstLoad = (out: string) => {
  const html = readFileSync(join(out, 'index.html'), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="\.\/((?:js|css)\/[^"]+)"/g)].map(match => match[1]!)
  return [html, ...files.map(file => readFileSync(join(out, file)))].reduce((sum, part) => sum + gzipSync(part).length, 0)
}

test('the build for the local cloud lets one choose a demo person; the one for production cannot', async () => {
  const [local, production] = [await buildApp('h5'), await buildApp('h5', { api: API })]
  const [here, there] = [scripts(local.out), scripts(production.out)]
  expect(DEMO_MARKS.filter(mark => !here.includes(mark))).toEqual([])
  expect(DEMO_MARKS.filter(mark => there.includes(mark))).toEqual([])
  expect(there).toContain(API)
  expect(here).not.toContain(API)
  console.log(`H5 first load, gzip: ${(firstLoad(production.out) / 1000).toFixed(1)} kB`)
  expect(firstLoad(production.out)).toBeLessThan(FIRST_LOAD_LIMIT)
}, 600_000)
