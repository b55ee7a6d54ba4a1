/** The session that a code of the hall's screen speaks of, `ZDT1.<session>.<slot>.<mac>`; a one-time code names none. */
export const sessionInCode = (code: string): string | undefined => {
  const [version, session] = code.split('.')
  return version === 'ZDT1' ? session : undefined
}

/** What was scanned, pasted or typed: a link holds the code as its parameter, blanks and letter case are not the person's mistake. */
export const plainCode = (given: string): string => {
  const text = given.normalize('NFKC').trim()
  const linked = /[?&]code=([^&#]+)/.exec(text)?.[1]
  const code = linked ? decodeURIComponent(linked) : text
  return sessionInCode(code) ? code : code.replace(/[\s-]/g, '').toUpperCase()
}
