import { safeParse } from 'zod/mini'
import { MOST_BANK_ROWS, readBankTable } from '../../domain/lesson/bank-rows'
import { Refusal } from '../../domain/refusal'
import type { papers } from '../../types/paper'
import { QuestionEdit } from '../../types/lesson-quiz'
import { readWorkbook } from '../_kit/read-workbook'
import type { Handlers } from '../_kit/serve'
import { bankExample } from './bank-example'
import { questionsFile } from './questions-file'

type BankReading = Pick<Handlers<typeof papers>, 'bankExample' | 'bankRead'>

/** Whoever mends so many looks again. */
const MOST_PROBLEMS = 50

export const bankReading: BankReading = {
  bankExample: { allow: ['staff'], trips: 1, run: () => bankExample() },

  bankRead: {
    allow: ['staff'],
    // Who asks, and where the file is.
    trips: 2,
    async run({ input: { file }, me, app }) {
      const { rows } = await readWorkbook(await questionsFile(app, me, file, 'file'), { what: '题目', most: MOST_BANK_ROWS })
      const { questions, problems } = readBankTable(rows, null, q => safeParse(QuestionEdit, q).error?.issues[0]?.message)
      if (questions.length + problems.length > MOST_BANK_ROWS) throw new Refusal('TOO_MANY', `一个表格最多 ${MOST_BANK_ROWS} 题，请分成几个表格`)
      return { questions, problems: problems.slice(0, MOST_PROBLEMS) }
    },
  },
}
