import jsQR from 'jsqr'

export type Square = readonly [x: number, y: number, width: number, height: number]

/** What a camera reads of dark squares that were painted on white; undefined = there is no code. */
export function readSquares(squares: readonly Square[], width: number, height: number): string | undefined {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (const [x, y, w, h] of squares) {
    for (let row = y; row < y + h; row++) for (let column = x; column < x + w; column++) pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3)
  }
  return jsQR(pixels, width, height)?.data
}
