import type { Article, CongressRules, EnterpriseKind, Jurisdiction, MatterKind, QuotaLine, RulePack, Ruled } from '../../types/congress-rules'
import { borrowed, COMPANY_LAW, HENAN, R12, REGULATIONS_1986, SHANDONG, SHANDONG_OPENNESS, SHANGHAI, USAGE, ZHEJIANG } from './articles'
import { mattersOf } from './pack-matters'

const ruled = <T>(value: T, article: Article): Ruled<T> => ({ value, article })
const calendar = (days: number) => ({ days, working: false })
const flat = (base: number): QuotaLine => ({ base, over: 0, per: 1, add: 0, by: 'step' })
const steps = (base: number, over: number, per: number, add: number): QuotaLine => ({ base, over, per, add, by: 'step' })
const percentOf = (percent: number): QuotaLine => ({ base: 0, over: 0, per: 100, add: percent, by: 'share' })
const secret = (article: Article, ...kinds: MatterKind[]): Ruled<MatterKind>[] => kinds.map(kind => ruled(kind, article))

const HALF = { num: 1, den: 2 }
const TWO_THIRDS = { num: 2, den: 3 }
const ONE_THIRD = { num: 1, den: 3 }
/** 过半数: more than half. */
const moreThanHalf = { of: 'all', ...HALF, strict: true } as const
/** 半数以上: exactly half is enough, since 以上 includes the number itself (民法典 art. 1259; our reading). */
const halfOrMore = { of: 'all', ...HALF, strict: false } as const

type Numbers = Omit<CongressRules, 'matters'>

/** What holds where a province is silent. Borrowed numbers say from where; they are no law here. */
const national: Numbers = {
  termYears: ruled({ min: 3, max: 5, onlyEnds: false, overrun: null }, R12('第十条')),
  sessionsPerYear: ruled(1, R12('第十七条')),
  extraSession: ruled(ONE_THIRD, REGULATIONS_1986('第十八条')),
  allStaffBelow: ruled(100, borrowed(SHANGHAI('第四条'))),
  quota: ruled({ floor: 30, bands: [{ from: 0, least: percentOf(5), most: null }] }, R12('第八条')),
  managersMax: ruled(20, R12('第九条')),
  womenShare: ruled('some', R12('第九条')),
  frontLineMin: ruled({ percent: 0, kinds: [] }, R12('第九条')),
  seatEnds: ruled('enterprise', R12('第二十三条')),
  quorum: ruled(TWO_THIRDS, R12('第十七条')),
  passing: ruled(moreThanHalf, R12('第二十条', 'excerpt')),
  electing: ruled(moreThanHalf, R12('第二十条', 'excerpt')),
  secret: secret(R12('第二十条', 'excerpt'), 'approve', 'elect', 'appraise'),
  votedItems: ruled(true, R12('第二十条', 'excerpt')),
  papersDays: ruled(calendar(7), R12('第十八条')),
  agendaDays: ruled(calendar(7), borrowed(SHANDONG_OPENNESS('第十二条'))),
  publicityWithin: ruled(calendar(3), borrowed(SHANDONG_OPENNESS('第十二条'))),
  publicityDays: ruled(calendar(15), borrowed(SHANDONG_OPENNESS('第十二条'))),
  reportDays: ruled({ days: 7, working: true }, borrowed(SHANGHAI('第三十七条'))),
  presidium: ruled({ sizes: [], share: 50, kinds: ['worker', 'technical', 'manager'] }, R12('第十九条')),
  delegateElection: ruled({ turnout: TWO_THIRDS, majority: moreThanHalf }, R12('第二十五条')),
  recall: ruled({ turnout: TWO_THIRDS, majority: moreThanHalf }, R12('第二十五条')),
  joint: ruled({ mayApprove: false, after: 'report' }, borrowed(SHANGHAI('第二十五条'))),
  boardFrom: ruled(300, COMPANY_LAW('第六十八条')),
  supervisors: ruled(ONE_THIRD, COMPANY_LAW('第七十六条')),
  boardRecall: null,
  grades: ruled(['优秀', '称职', '基本称职', '不称职'], USAGE),
}

/** The 1986 regulations speak to state enterprises; their half-yearly session has given way to the yearly one of 2012. */
const nationalState: Partial<Numbers> = { quorum: ruled(TWO_THIRDS, REGULATIONS_1986('第十八条')) }

const shanghai: Partial<Numbers> = {
  termYears: ruled({ min: 3, max: 5, onlyEnds: false, overrun: 1 }, SHANGHAI('第二十二条')),
  sessionsPerYear: ruled(1, SHANGHAI('第二十二条')),
  extraSession: ruled(ONE_THIRD, SHANGHAI('第二十二条')),
  allStaffBelow: ruled(100, SHANGHAI('第四条')),
  quota: ruled({
    floor: 30,
    bands: [
      { from: 0, least: flat(30), most: null },
      { from: 100, least: steps(30, 100, 100, 5), most: null },
      { from: 3000, least: flat(175), most: null },
    ],
  }, SHANGHAI('第二十一条')),
  managersMax: ruled(20, SHANGHAI('第十六条')),
  womenShare: ruled('nearStaff', SHANGHAI('第十六条')),
  quorum: ruled(TWO_THIRDS, SHANGHAI('第二十八条')),
  passing: ruled(halfOrMore, SHANGHAI('第三十一条')),
  secret: [...secret(SHANGHAI('第三十一条'), 'approve'), ...secret(R12('第二十条', 'excerpt'), 'elect', 'appraise')],
  papersDays: ruled(calendar(7), SHANGHAI('第三十条')),
  reportDays: ruled({ days: 7, working: true }, SHANGHAI('第三十七条')),
  presidium: ruled({
    // Article 23 says 30 to 100 and 100 以上: with exactly 100 delegates either size is lawful.
    sizes: [{ from: 30, to: 100, least: 3, most: 5 }, { from: 100, to: null, least: 7, most: null }],
    share: 50, kinds: ['worker'],
  }, SHANGHAI('第二十三条')),
  delegateElection: ruled({ turnout: TWO_THIRDS, majority: halfOrMore }, SHANGHAI('第十五条')),
  recall: ruled({ turnout: null, majority: halfOrMore }, SHANGHAI('第十九条')),
  joint: ruled({ mayApprove: false, after: 'report' }, SHANGHAI('第二十五条')),
}

const zhejiang: Partial<Numbers> = {
  // Article 14: as long as the enterprise union's term, which is three or five years (工会法 art. 16).
  termYears: ruled({ min: 3, max: 5, onlyEnds: true, overrun: null }, ZHEJIANG('第十四条')),
  sessionsPerYear: ruled(1, ZHEJIANG('第十五条')),
  extraSession: ruled(ONE_THIRD, ZHEJIANG('第十五条')),
  allStaffBelow: ruled(100, ZHEJIANG('第七条')),
  quota: ruled({
    floor: 30,
    bands: [
      { from: 0, least: flat(30), most: null },
      { from: 100, least: steps(40, 100, 100, 7), most: null },
      { from: 1000, least: steps(100, 1000, 1000, 20), most: null },
      { from: 5000, least: flat(200), most: null },
    ],
  }, ZHEJIANG('第十条')),
  managersMax: ruled(20, ZHEJIANG('第十一条')),
  womenShare: ruled('atLeastStaff', ZHEJIANG('第十一条')),
  quorum: ruled(TWO_THIRDS, ZHEJIANG('第十五条')),
  passing: ruled(moreThanHalf, ZHEJIANG('第十五条')),
  electing: ruled(moreThanHalf, ZHEJIANG('第十五条')),
  // Every election and vote; the vote on how to vote comes before there can be ballots.
  secret: secret(ZHEJIANG('第十五条'), 'approve', 'advise', 'elect', 'appraise'),
  boardRecall: ruled({ delegates: ONE_THIRD, staff: { num: 1, den: 10 } }, ZHEJIANG('第二十五条')),
}

const henan: Partial<Numbers> = {
  termYears: ruled({ min: 3, max: 5, onlyEnds: true, overrun: null }, HENAN('第十九条')),
  sessionsPerYear: ruled(1, HENAN('第十九条')),
  allStaffBelow: ruled(100, HENAN('第八条')),
  quota: ruled({
    floor: 30,
    // 百分之十五至十, 百分之十至三: read as a range, since the article names no size for each share.
    bands: [
      { from: 0, least: flat(30), most: null },
      { from: 200, least: percentOf(10), most: percentOf(15) },
      { from: 1000, least: percentOf(3), most: percentOf(10) },
      { from: 10_000, least: flat(30), most: flat(500) },
    ],
  }, HENAN('第十八条')),
  womenShare: ruled('some', HENAN('第十八条')),
  seatEnds: ruled('enterprise', HENAN('第十五条')),
  quorum: ruled(TWO_THIRDS, HENAN('第十九条')),
  passing: ruled(moreThanHalf, HENAN('第二十条')),
  electing: ruled(moreThanHalf, HENAN('第二十条')),
  secret: secret(HENAN('第二十条'), 'elect', 'approve', 'appraise'),
  papersDays: ruled(calendar(7), HENAN('第十九条')),
  publicityDays: ruled(calendar(7), HENAN('第二十八条')),
  joint: ruled({ mayApprove: false, after: 'confirm' }, HENAN('第二十一条')),
}

const shandong: Partial<Numbers> = {
  womenShare: ruled('nearStaff', SHANDONG('第九条')),
  frontLineMin: ruled({ percent: 70, kinds: ['worker', 'technical'] }, SHANDONG('第九条')),
  agendaDays: ruled(calendar(7), SHANDONG_OPENNESS('第十二条')),
  publicityWithin: ruled(calendar(3), SHANDONG_OPENNESS('第十二条')),
  publicityDays: ruled(calendar(15), SHANDONG_OPENNESS('第十二条')),
}

const provinces: Record<Jurisdiction, Partial<Numbers>> = { national: {}, SH: shanghai, ZJ: zhejiang, HN: henan, SD: shandong }

/** The laws of Henan and Shandong speak of enterprises only; Zhejiang's may be followed by public institutions (art. 38), Shanghai's binds them (art. 2). */
const speaksTo = (jurisdiction: Jurisdiction, kind: EnterpriseKind): boolean => kind !== 'public' || !['HN', 'SD'].includes(jurisdiction)

function packOf(jurisdiction: Jurisdiction, kind: EnterpriseKind): RulePack {
  const local = speaksTo(jurisdiction, kind)
  return {
    id: `${jurisdiction}-${kind}`, version: 1, jurisdiction, kind,
    rules: {
      ...national, ...(kind === 'state' ? nationalState : {}), ...(local ? provinces[jurisdiction] : {}),
      matters: mattersOf(local ? jurisdiction : 'national', kind),
    },
  }
}

export const JURISDICTIONS: readonly Jurisdiction[] = ['national', 'SH', 'ZJ', 'HN', 'SD']
export const ENTERPRISE_KINDS: readonly EnterpriseKind[] = ['state', 'private', 'public']

/** Every pack that is shipped 规则包. */
export const PACKS: readonly RulePack[] = JURISDICTIONS.flatMap(j => ENTERPRISE_KINDS.map(k => packOf(j, k)))

export const findPack = (jurisdiction: Jurisdiction, kind: EnterpriseKind): RulePack =>
  PACKS.find(p => p.jurisdiction === jurisdiction && p.kind === kind)!
