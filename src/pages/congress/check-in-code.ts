import { codeIn } from '../../components/code-form'

/** The session that a code of the hall's screen speaks of, `ZDT1.<session>.<slot>.<mac>`; a one-time code names none. */
export const sessionInCode = (code: string): string | undefined => {
  const [version, session] = code.split('.')
  return version === 'ZDT1' ? session : undefined
}

/** The code in what was given: blanks and letter case are not the person's mistake. */
export const plainCode = (given: string): string => {
  const code = codeIn(given)
  return sessionInCode(code) ? code : code.replace(/[\s-]/g, '').toUpperCase()
}
