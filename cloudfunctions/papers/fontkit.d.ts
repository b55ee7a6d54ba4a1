declare module '@foliojs-fork/fontkit' {
  export const openSync: (file: string) => { hasGlyphForCodePoint(codePoint: number): boolean }
}
