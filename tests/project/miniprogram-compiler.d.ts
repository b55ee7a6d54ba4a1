declare module 'miniprogram-compiler' {
  interface Options { maxBuffer?: number }
  const compiler: {
    /** @throws with the compiler's words when a template is wrong */
    wxmlToJs(dir: string, options?: Options): string
    /** @throws when a style sheet is wrong */
    wxssToJs(dir: string, options?: Options): string
  }
  export default compiler
}
