import type { Article, EnterpriseKind, Jurisdiction, LawMatter, MatterKind } from '../../types/congress-rules'
import { COMPANY_LAW, HENAN, LABOUR_CONTRACT_LAW, PUBLIC_STAFF_RULES, R12, SHANGHAI, STATE_ASSETS_LAW, USAGE, ZHEJIANG } from './articles'

type Row = LawMatter & { of: readonly EnterpriseKind[] }

const all: readonly EnterpriseKind[] = ['state', 'private', 'public']
const firms: readonly EnterpriseKind[] = ['state', 'private']
const state: readonly EnterpriseKind[] = ['state']
const publicOnly: readonly EnterpriseKind[] = ['public']
const row = (of: readonly EnterpriseKind[], kind: MatterKind, name: string, article: Article): Row => ({ of, kind, name, article })

/** Laws of the whole country, which bind in every province. */
const national: readonly Row[] = [
  row(firms, 'approve', '集体合同草案', LABOUR_CONTRACT_LAW('第五十一条')),
  row(firms, 'approve', '专项集体合同草案', LABOUR_CONTRACT_LAW('第五十二条', 'memory')),
  row(state, 'approve', '职工安置方案', STATE_ASSETS_LAW('第三十七条')),
  row(firms, 'approve', '职工福利基金使用方案', R12('第十三条')),
  row(firms, 'approve', '住房公积金和社会保险费缴纳比例、时间的调整方案', R12('第十三条')),
  row(firms, 'approve', '劳动模范推荐人选', R12('第十三条')),
  row(all, 'advise', '直接涉及职工切身利益的规章制度和重大事项', LABOUR_CONTRACT_LAW('第四条')),
  row(firms, 'advise', '改制、解散、申请破产等重大问题', COMPANY_LAW('第十七条')),
  row(publicOnly, 'advise', '人事管理制度', PUBLIC_STAFF_RULES('第四条')),
  row(firms, 'elect', '职工董事', COMPANY_LAW('第六十八条')),
  row(firms, 'elect', '职工监事', COMPANY_LAW('第七十六条')),
  row(all, 'elect', '专门委员会（小组）成员', R12('第十一条')),
  row(all, 'appraise', '领导人员', R12('第十三条')),
  row(firms, 'report', '集体合同履行情况', R12('第十三条')),
  row(all, 'report', '提案办理情况', USAGE),
]

const shanghai: readonly Row[] = [
  row(all, 'approve', '集体合同草案', SHANGHAI('第十一条')),
  row(all, 'approve', '专项集体合同草案', SHANGHAI('第十一条')),
  row(state, 'approve', '薪酬制度', SHANGHAI('第十一条')),
  row(state, 'approve', '福利制度', SHANGHAI('第十一条')),
  row(state, 'approve', '劳动用工管理制度', SHANGHAI('第十一条')),
  row(state, 'approve', '职工教育培训制度', SHANGHAI('第十一条')),
  row(['state', 'public'], 'approve', '职工安置方案', SHANGHAI('第十一条')),
  row(publicOnly, 'approve', '职工聘任、考核奖惩办法', SHANGHAI('第十一条')),
  row(publicOnly, 'approve', '收益分配的原则和办法', SHANGHAI('第十一条')),
  row(publicOnly, 'approve', '职工生活福利制度', SHANGHAI('第十一条')),
  row(all, 'advise', '发展规划，年度经营管理情况和重要决策', SHANGHAI('第十条')),
  row(all, 'advise', '直接涉及职工切身利益的规章制度和重大事项', SHANGHAI('第十条')),
  row(['state', 'public'], 'advise', '财务预决算', SHANGHAI('第十条')),
  row(all, 'elect', '专门委员会（小组）成员', SHANGHAI('第十三条')),
  row(firms, 'elect', '职工董事', SHANGHAI('第十三条')),
  row(firms, 'elect', '职工监事', SHANGHAI('第十三条')),
  row(firms, 'appraise', '职工董事、职工监事', SHANGHAI('第十四条')),
  row(['state', 'public'], 'appraise', '领导人员', SHANGHAI('第十四条')),
  row(all, 'report', '提案办理情况', SHANGHAI('第十二条')),
  row(all, 'report', '集体合同履行情况', SHANGHAI('第十二条')),
  row(all, 'report', '劳动安全卫生、社会保险费、教育培训经费情况', SHANGHAI('第十二条')),
]

const zhejiang: readonly Row[] = [
  row(all, 'approve', '集体合同草案', ZHEJIANG('第七条')),
  row(all, 'approve', '专项集体合同草案', ZHEJIANG('第七条')),
  row(state, 'approve', '职工安置方案', ZHEJIANG('第八条')),
  row(state, 'approve', '工资调整方案', ZHEJIANG('第八条')),
  row(state, 'approve', '奖金分配方案', ZHEJIANG('第八条')),
  row(state, 'approve', '劳动保护措施', ZHEJIANG('第八条')),
  row(state, 'approve', '奖惩办法', ZHEJIANG('第八条')),
  row(state, 'approve', '职工福利基金使用方案', ZHEJIANG('第八条')),
  row(all, 'advise', '直接涉及职工切身利益的规章制度和重大事项', ZHEJIANG('第七条')),
  row(state, 'advise', '经营方针、长远规划、年度计划', ZHEJIANG('第八条')),
  row(firms, 'elect', '职工董事', ZHEJIANG('第七条')),
  row(firms, 'elect', '职工监事', ZHEJIANG('第七条')),
  row(firms, 'elect', '参加平等协商的职工代表', ZHEJIANG('第七条')),
  row(state, 'appraise', '领导人员', ZHEJIANG('第八条')),
  row(all, 'report', '集体合同履行情况', ZHEJIANG('第七条')),
]

const henan: readonly Row[] = [
  row(state, 'approve', '集体合同草案', HENAN('第九条')),
  row(['private'], 'approve', '集体合同草案', HENAN('第十一条')),
  row(state, 'approve', '劳动合同方案', HENAN('第九条')),
  row(state, 'approve', '奖惩办法', HENAN('第九条')),
  row(state, 'approve', '经济责任制考核办法', HENAN('第九条')),
  row(state, 'approve', '安全生产、劳动保护措施', HENAN('第九条')),
  row(state, 'approve', '职工安置方案', HENAN('第九条')),
  row(state, 'approve', '职工生活福利方面的重大事项', HENAN('第九条')),
  row(state, 'advise', '长远规划、年度计划、企业改制方案', HENAN('第九条')),
  row(['private'], 'advise', '直接涉及职工切身利益的规章制度和重大事项', HENAN('第十一条')),
  row(state, 'elect', '职工董事', HENAN('第九条')),
  row(state, 'elect', '职工监事', HENAN('第九条')),
  row(state, 'elect', '参加平等协商的职工代表', HENAN('第九条')),
  row(['private'], 'elect', '职工董事', HENAN('第十一条')),
  row(['private'], 'elect', '职工监事', HENAN('第十一条')),
  row(['private'], 'elect', '参加平等协商的职工代表', HENAN('第十一条')),
  row(state, 'appraise', '领导人员', HENAN('第十四条')),
  row(['private'], 'report', '集体合同履行情况', HENAN('第十一条')),
]

const provinces: Record<Jurisdiction, readonly Row[]> = { national: [], SH: shanghai, ZJ: zhejiang, HN: henan, SD: [] }

/** What the law gives to the congress of such an enterprise: the province's word before the nation's for the same matter. */
export function mattersOf(jurisdiction: Jurisdiction, kind: EnterpriseKind): LawMatter[] {
  const own = provinces[jurisdiction].filter(r => r.of.includes(kind))
  const rest = national.filter(n => n.of.includes(kind) && !own.some(r => r.name === n.name && r.kind === n.kind))
  return [...own, ...rest].map(({ kind: power, name, article }) => ({ kind: power, name, article }))
}
