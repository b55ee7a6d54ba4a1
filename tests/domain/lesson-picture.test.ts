import { drawCertificate, HEIGHT, WIDTH } from '../../src/pages/lessons/draw-certificate'
import { readSquares, type Square } from '../read-code'

const certificate = {
  number: '0123456789ABCDEF', courseId: 'course-one', courseTitle: '新代表履职第一课', personId: 'person-one', name: '周建国', unitName: '总装分厂', issuer: '华江重工股份有限公司工会委员会',
  tenths: 12, completedAt: 0, issuedAt: 0, revoked: null,
}

function drawn(checkUrl: string) {
  const squares: Square[] = []
  const words: string[] = []
  const pen = {
    fillStyle: '', strokeStyle: '', lineWidth: 1, font: '', textAlign: 'left' as const, textBaseline: 'top' as const, strokeRect: () => undefined, measureText: (text: string) => ({ width: text.length * 20 }) as TextMetrics,
    fillRect: (...at: [number, number, number, number]) => { if (pen.fillStyle !== '#ffffff') squares.push(at) }, fillText: (text: string) => { words.push(text) },
  }
  drawCertificate(pen, certificate, checkUrl)
  return { squares, words: words.join() }
}

test.each([
  'https://a.cn/#/pages/lessons/check?number=0123456789ABCDEF', `https://${'longest-name'.repeat(5)}.federation.example.com/#/pages/lessons/check?number=0123456789ABCDEF`,
])('the code on a certificate opens the page that checks it: %s', url => {
  const { squares, words } = drawn(url)
  expect(readSquares(squares, WIDTH, HEIGHT)).toBe(url)
  // A camera wants three pixels a square and four squares of white around them: the inner frame is at 53.
  const [side, right, bottom] = [squares[0]![2], Math.max(...squares.map(([x, , w]) => x + w)), Math.max(...squares.map(([, y, , h]) => y + h))]
  expect([side >= 3, WIDTH - 54 - right >= 4 * side, HEIGHT - 54 - bottom >= 4 * side]).toEqual([true, true, true])
  expect(words).toContain('扫码或')
})

test('a site without an address of its own draws no code', () => {
  const { squares, words } = drawn('')
  expect([squares, words.includes('扫码')]).toEqual([[], false])
})
