import type { CollectionSpec } from '../../localcloud/database/open'

export const million = 1_000_000
const shops = 1000

const indexes = [
  { name: 'no', keys: [{ field: 'no', direction: 1 as const }], unique: true },
  { name: 'shop_at', keys: [{ field: 'shop', direction: 1 as const }, { field: 'at', direction: -1 as const }], unique: false },
]

export const collections: CollectionSpec[] = [{ name: 'empty', indexes }, { name: 'million', indexes }]

export const idOf = (n: number) => `id-${String(n).padStart(8, '0')}`
export const shopOf = (n: number) => `shop-${(n * 7919) % shops}`

/** About 300 bytes: ids, a state, a date, a list, some Chinese text. */
export const documentOf = (n: number) => ({
  _id: idOf(n),
  no: n,
  shop: shopOf(n),
  at: new Date(1_700_000_000_000 + n * 1000),
  amount: (n * 31) % 10_000,
  state: ['new', 'paid', 'sent', 'done'][n % 4]!,
  tags: ['职工', '提案'],
  buyer: { name: `工人${n % 997}`, phone: `1380000${String(n % 10_000).padStart(4, '0')}` },
  note: '关于改善一线班组夏季高温作业条件的建议',
})
