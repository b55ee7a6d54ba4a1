import { quota } from '../../../domain/congress/numbers'
import type { CongressRules } from '../../../types/congress-rules'
import { Notice } from '../../components/notice'
import { articleText, isVerified } from './rule-lines'

/** How many delegates 代表名额 so many workers need, in a sentence with its article. */
export const QuotaNote = ({ headcount, rules }: { headcount: number; rules: CongressRules }) => {
  if (headcount < 1) return <Notice meaning='waiting' title='填写职工人数，就会算出代表名额' />
  const { least, most, allStaff } = quota(headcount, rules)
  const { article } = rules.quota
  const range = most === null ? `不少于 ${least} 名` : `${least} 至 ${most} 名`
  return (
    <Notice
      meaning='done'
      title={`职工 ${headcount} 人，代表${range}`}
      text={`${articleText(article)}${isVerified(article) ? '' : '（未核实）'}${allStaff ? `。职工不足 ${rules.allStaffBelow.value} 人，也可以开职工大会` : ''}`}
    />
  )
}
