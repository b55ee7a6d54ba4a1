import type { Role } from '../../types/member'
import type { MotionQueue } from '../../types/motion'
import { openPage } from '../services/open-page'
import type { Me } from '../services/session'

/** The list that one duty works through. */
export interface DutyQueue {
  queue: MotionQueue
  /** The list's name. */
  text: string
  /** What is to be done with one of them, on its row. */
  go: string
  /** What waits, before the motion's subject: 等您审查. */
  waits: string
  roles: readonly Role[]
  /** Its motions wait for the person, so that the first page names them. */
  home: boolean
  empty: string
  /** Acts that can be done to several in one go. */
  batch?: boolean
}

/** The most pressing first. */
export const dutyQueues: readonly DutyQueue[] = [
  { queue: 'department', text: '本部门主办', go: '去办理', waits: '请办理', roles: ['handler'], home: true, empty: '交给本部门主办的提案会出现在这里，期限近的排在前面。' },
  { queue: 'signing', text: '等您签发', go: '去签发', waits: '答复等您签发', roles: ['leader'], home: true, empty: '部门写好的答复会出现在这里，签发后发给提案人。' },
  { queue: 'committee', text: '等待复议', go: '去复议', waits: '第二次不满意，请复议', roles: ['committee'], home: true, empty: '提案人第二次评价不满意的提案会出现在这里。' },
  { queue: 'presidium', text: '提请主席团', go: '去审议', waits: '请主席团审议', roles: ['presidium'], home: true, empty: '有争议、提请主席团审议的提案会出现在这里。', batch: true },
  { queue: 'screening', text: '等待审查', go: '去审查', waits: '请审查', roles: ['committee'], home: true, empty: '代表提交的提案会出现在这里，等得久的排在前面。', batch: true },
  { queue: 'extensions', text: '申请延期', go: '去批准', waits: '部门申请延期', roles: ['staff'], home: true, empty: '部门的延期申请会出现在这里。' },
  { queue: 'assigning', text: '等待交办', go: '去交办', waits: '请确定承办部门', roles: ['staff'], home: true, empty: '立案后的提案会出现在这里，由您交给承办部门。' },
  { queue: 'opinions', text: '意见建议', go: '去答复', waits: '意见建议等待答复', roles: ['staff'], home: true, empty: '转为意见建议的会出现在这里，每一件都要答复。' },
  { queue: 'overdue', text: '已逾期', go: '看一看', waits: '逾期未答复', roles: ['staff', 'committee', 'leader'], home: false, empty: '过了答复期限还没有答复的提案会出现在这里。' },
  { queue: 'followUps', text: '跟踪承诺', go: '看一看', waits: '承诺等待落实', roles: ['staff', 'committee', 'handler'], home: false, empty: '答复时承诺了日期、还没有落实的提案会出现在这里。' },
  { queue: 'assisting', text: '本部门协办', go: '看一看', waits: '请协办', roles: ['handler'], home: false, empty: '请本部门协办的提案会出现在这里，可以写下协办意见。' },
]

/** The lists of this person's duties. */
export const queuesFor = (me: Me): DutyQueue[] => dutyQueues.filter(q => me.memberships.some(m => q.roles.includes(m.role)))

export const openQueue = (queue?: MotionQueue): void => void openPage(`/pages/motion-office/queues${queue ? `?queue=${queue}` : ''}`)
