/** 工号 as kept: letters count as capitals, so that `a001` and `A001` are never two people. */
export const employeeNoKey = (employeeNo: string): string => employeeNo.toUpperCase()
