import { create } from 'qrcode'
import { spacedNumber } from '../../../domain/lesson/certificate'
import { hoursWords } from '../../../domain/lesson/hours'
import { dayOf } from '../../../domain/calendar'
import { dayWords } from '../../../domain/words-time'
import type { Certificate } from '../../../types/lesson-people'

/** Of the picture, pixels: wide enough to be printed on a postcard. */
export const WIDTH = 1200
export const HEIGHT = 848

// A picture that leaves the app has its own colours: it is the same in the light and in the dark.
const RED = '#9f1d20'
const INK = '#1d1b19'
const GREY = '#66605a'
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif'

type Pen = Pick<CanvasRenderingContext2D, 'fillRect' | 'strokeRect' | 'fillText' | 'measureText' | 'fillStyle' | 'strokeStyle' | 'lineWidth' | 'font' | 'textAlign' | 'textBaseline'>

/** As large as fits beside the margins; names and titles may be long. */
const fitted = (pen: Pen, text: string, size: number, weight: string, room: number): string => {
  pen.font = `${weight} ${size}px ${FONT}`
  const width = pen.measureText(text).width
  return width <= room ? pen.font : `${weight} ${Math.floor(size * room / width)}px ${FONT}`
}

const line = (pen: Pen, text: string, y: number, { size, color = INK, weight = '400', room = WIDTH - 240 }: { size: number; color?: string; weight?: string; room?: number }) => {
  pen.font = fitted(pen, text, size, weight, room)
  pen.fillStyle = color
  pen.fillText(text, WIDTH / 2, y)
}

/** Of the code, pixels: in the corner at the bottom, inside of the inner frame. */
const CODE = { side: 150, right: WIDTH - 73, bottom: HEIGHT - 73 }

/** What stands beside the code and is centred all the same. */
const BESIDE_CODE = WIDTH - 2 * (WIDTH - CODE.right + CODE.side + 16)

/** Whole pixels for each square, or the edges blur and no camera reads it. */
const drawCode = (pen: Pen, text: string) => {
  // As bytes: for text the library wants a TextEncoder, which WeChat's phones do not have.
  const bytes = Uint8Array.from(encodeURI(text), letter => letter.charCodeAt(0))
  const { size, data } = create([{ data: bytes, mode: 'byte' }], { errorCorrectionLevel: 'M' }).modules
  const cell = Math.floor(CODE.side / size)
  const [left, top] = [CODE.right - cell * size, CODE.bottom - cell * size]
  pen.fillStyle = INK
  for (let i = 0; i < size * size; i++) if (data[i]) pen.fillRect(left + (i % size) * cell, top + Math.floor(i / size) * cell, cell, cell)
}

/** Draws a certificate 结业证书 on a canvas of WIDTH × HEIGHT. `checkUrl`: what its code opens; '' = it has none. */
export const drawCertificate = (pen: Pen, c: Certificate, checkUrl: string): void => {
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, WIDTH, HEIGHT)
  pen.strokeStyle = RED
  pen.lineWidth = 10
  pen.strokeRect(35, 35, WIDTH - 70, HEIGHT - 70)
  pen.lineWidth = 2
  pen.strokeRect(53, 53, WIDTH - 106, HEIGHT - 106)
  pen.textAlign = 'center'
  pen.textBaseline = 'alphabetic'
  line(pen, '结业证书', 180, { size: 76, color: RED, weight: '700' })
  line(pen, c.name, 300, { size: 60, weight: '600' })
  line(pen, c.unitName, 356, { size: 30, color: GREY })
  line(pen, `于 ${dayWords(dayOf(c.completedAt))}学完网上课堂课程`, 440, { size: 34 })
  line(pen, `《${c.courseTitle}》`, 510, { size: 46, weight: '600' })
  line(pen, `计 ${hoursWords(c.tenths)}，准予结业。`, 580, { size: 34 })
  line(pen, c.issuer, 668, { size: 34, room: BESIDE_CODE })
  line(pen, `编号 ${spacedNumber(c.number, ' ')}`, 726, { size: 26, color: GREY, room: BESIDE_CODE })
  line(pen, `${checkUrl ? '扫码或' : ''}在职代通“查验证书”可查真伪`, 764, { size: 22, color: GREY, room: BESIDE_CODE })
  if (checkUrl) drawCode(pen, checkUrl)
  if (c.revoked) line(pen, '已 撤 销', 260, { size: 110, color: RED, weight: '700' })
}
