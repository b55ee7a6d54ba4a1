import type { Article } from '../../types/congress-rules'

type Cite = (article: string, found?: Article['found']) => Article

const citeOf = (law: string, usual: Article['found']): Cite => (article, found = usual) => ({ law, article, found })

/** 企业民主管理规定 (总工发〔2012〕12号): only articles 20 and 24 were found, the others are cited from memory. */
export const R12 = citeOf('企业民主管理规定', 'memory')
/** 全民所有制工业企业职工代表大会条例 (1986): article 18 was found in excerpts. */
export const REGULATIONS_1986 = citeOf('全民所有制工业企业职工代表大会条例', 'excerpt')
export const COMPANY_LAW = citeOf('公司法', 'text')
export const LABOUR_CONTRACT_LAW = citeOf('劳动合同法', 'text')
export const STATE_ASSETS_LAW = citeOf('企业国有资产法', 'text')
export const UNION_LAW = citeOf('工会法', 'text')
export const PUBLIC_STAFF_RULES = citeOf('事业单位人事管理条例', 'text')
export const SHANGHAI = citeOf('上海市职工代表大会条例', 'text')
export const ZHEJIANG = citeOf('浙江省企业民主管理条例', 'text')
export const HENAN = citeOf('河南省企业职工民主权利保障条例', 'text')
export const SHANDONG = citeOf('山东省企业职工代表大会条例', 'excerpt')
/** 厂务公开: the agenda to the workers before, the results after. */
export const SHANDONG_OPENNESS = citeOf('山东省厂务公开条例', 'text')

/** What is usual though no law found says so: the sample rules of procedure and of elections. */
export const USAGE: Article = { law: '通行做法', article: '', found: 'memory' }

/** A number borrowed from another jurisdiction where the own law is silent: to be checked with the upper union. */
export const borrowed = (from: Article): Article =>
  ({ law: from.law.startsWith('参照') || from.law === USAGE.law ? from.law : `参照${from.law}`, article: from.article, found: 'memory' })

/** `企业民主管理规定第二十条`, and `（未核实）` where nobody has read the text. */
export const articleWords = (a: Article): string => `${a.law}${a.article}${a.found === 'memory' ? '（未核实）' : ''}`

/** In brackets at the end of a sentence. */
export const citation = (articles: readonly Article[]): string => `（${[...new Set(articles.map(bare))].join('，')}）`

const bare = (a: Article): string => `${a.law}${a.article}${a.found === 'memory' ? '，未核实' : ''}`
