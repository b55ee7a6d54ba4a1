import { untilWords } from '../../../domain/words-time'

/** 必修，11月28日 18:00 截止 */
export const mustWords = ({ compulsory, dueAt }: { compulsory: boolean; dueAt: number | null }): string =>
  !compulsory ? '选修' : dueAt === null ? '必修' : `必修，${untilWords(dueAt, Date.now())}`
