import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { build } from 'esbuild'
import type * as Mediabunny from 'mediabunny'
import { chromium, type Page } from 'playwright-core'
import { films, handbook, type Film } from './seed/lesson-media'

/** Where the made files lie: they are kept with the sources, so that nobody needs an encoder to run the tests. */
const MEDIA = 'scripts/seed/media'
const FONT = 'node_modules/@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'
const SIZE = { width: 640, height: 360 }
const FRAMES_A_SECOND = 5

type Muxer = typeof Mediabunny

/** Draws a film's slides on a canvas and encodes them as H.264 in MP4, what WeChat and every browser play. Runs in the page. */
async function encode({ film, size, rate }: { film: Film; size: typeof SIZE; rate: number }): Promise<{ mp4: string; jpg: string }> {
  const { Output, Mp4OutputFormat, BufferTarget, CanvasSource } = (globalThis as unknown as { Muxer: Muxer }).Muxer
  const canvas = Object.assign(document.createElement('canvas'), size)
  const pen = canvas.getContext('2d')!
  const each = film.seconds / film.slides.length
  const draw = (at: number) => {
    const n = Math.min(film.slides.length - 1, Math.floor(at / each))
    pen.fillStyle = '#fbf9f4'
    pen.fillRect(0, 0, size.width, size.height)
    pen.fillStyle = '#a8201a'
    pen.fillRect(0, 0, size.width, 56)
    pen.fillStyle = '#ffffff'
    pen.font = '24px lesson'
    pen.fillText(film.title, 24, 37)
    pen.fillStyle = '#1c1b19'
    pen.font = '28px lesson'
    film.slides[n]!.forEach((line, i) => pen.fillText(line, 40, 130 + i * 50))
    pen.fillStyle = '#d8d3c6'
    pen.fillRect(40, 322, 560, 8)
    pen.fillStyle = '#a8201a'
    pen.fillRect(40, 322, 560 * (at / film.seconds), 8)
    pen.font = '18px lesson'
    pen.fillText(`${Math.floor(at)} / ${film.seconds} 秒`, 40, 308)
  }
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const source = new CanvasSource(canvas, { codec: 'avc', bitrate: 60_000, keyFrameInterval: 2 })
  output.addVideoTrack(source, { frameRate: rate })
  await output.start()
  for (let i = 0; i < film.seconds * rate; i++) {
    draw(i / rate)
    await source.add(i / rate, 1 / rate)
  }
  await output.finalize()
  draw(1)
  const bytes = new Uint8Array(target.buffer!)
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return { mp4: btoa(text), jpg: canvas.toDataURL('image/jpeg', 0.7).split(',')[1]! }
}

const RATE = 8_000
const SECONDS = 24

/** A slow scale in sine tones, 8 bits, one channel: a sound that can be heard to be playing, and to have been sought in. */
function tune(): Buffer {
  const notes = [262, 294, 330, 349, 392, 440, 494, 523]
  const samples = Buffer.alloc(RATE * SECONDS)
  for (let i = 0; i < samples.length; i++) {
    const note = notes[Math.floor((i / samples.length) * SECONDS) % notes.length]!
    samples[i] = 128 + Math.round(60 * Math.sin((2 * Math.PI * note * i) / RATE))
  }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}

async function pdf(page: Page): Promise<Buffer> {
  await page.setContent(`<style>@font-face { font-family: lesson; src: url(/font) } body { font: 14pt/1.8 lesson; margin: 2cm } h1 { font-size: 22pt }</style>
    <h1>${handbook.title}</h1>${handbook.paragraphs.map(p => `<p>${p}</p>`).join('')}`)
  await page.evaluate(() => document.fonts.ready)
  return page.pdf({ format: 'A4' })
}

async function main() {
  const bundle = await build({ stdin: { contents: 'export * from \'mediabunny\'', resolveDir: process.cwd() }, bundle: true, format: 'iife', globalName: 'Muxer', write: false })
  // The encoder works in a secure context only, and this machine's own address is one.
  const server = createServer((req, res) => {
    if (req.url === '/font') return res.end(readFileSync(FONT))
    if (req.url === '/muxer.js') return res.setHeader('content-type', 'text/javascript').end(bundle.outputFiles[0]!.text)
    res.setHeader('content-type', 'text/html').end('<meta charset="utf-8"><style>@font-face { font-family: lesson; src: url(/font) }</style><script src="/muxer.js"></script>')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as { port: number }
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    // The transpiler names functions by a helper that the page lacks.
    await page.addInitScript('globalThis.__name = f => f')
    await page.goto(`http://127.0.0.1:${port}/`)
    await page.evaluate(() => document.fonts.load('24px lesson', '课'))
    for (const film of films) {
      const { mp4, jpg } = await page.evaluate(encode, { film, size: SIZE, rate: FRAMES_A_SECOND })
      writeFileSync(join(MEDIA, `${film.name}.mp4`), Buffer.from(mp4, 'base64'))
      writeFileSync(join(MEDIA, `${film.name}.jpg`), Buffer.from(jpg, 'base64'))
    }
    writeFileSync(join(MEDIA, 'bargaining-1.wav'), tune())
    writeFileSync(join(MEDIA, 'disclosure-1.pdf'), await pdf(page))
  } finally {
    await browser.close()
    server.close()
  }
}

main().catch((e: Error) => {
  console.error(`✗ ${e.message}`)
  process.exit(1)
})
