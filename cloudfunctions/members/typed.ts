/** Short codes as people type them: full-width letters, lower case, blanks and dashes make no difference. */
export const asTyped = (code: string): string => code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')

/** 工号 as kept: letters count as capitals, so that `a001` and `A001` are never two people. */
export const employeeNoKey = (employeeNo: string): string => employeeNo.toUpperCase()
