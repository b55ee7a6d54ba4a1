import type { SealWait } from '../../types/survey-ballot'

/** What a scrutineer 监票人 is asked for, in a sentence. */
export const sealWaitWords = ({ waits, rounds }: Pick<SealWait, 'waits' | 'rounds'>): string => {
  switch (waits) {
    case 'key': return '请登记签封密钥'
    case 'opening': return `请核对领卷名单并签封，${rounds} 个票箱`
    case 'final': return `请核对票箱并签封，${rounds} 个票箱`
  }
}
