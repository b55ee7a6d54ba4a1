import { View } from '@tarojs/components'
import { useState } from 'react'
import type { DelegateRow } from '../../../types/motion'
import { role } from '../../components/aria'
import { Card } from '../../components/card'
import { TickRow } from '../../components/choice'
import { Empty } from '../../components/feedback'
import { Icon } from '../../components/icon'
import { PagedList } from '../../components/paged-list'
import { Tap } from '../../components/tap'
import { SearchBox } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { usePages } from '../../services/use-pages'
import '../../components/chosen.scss'

/** How many may be asked in one go (types/motion.ts). */
export const MOST_AT_ONCE = 20

const Chosen = ({ chosen, onRemove }: { chosen: readonly DelegateRow[]; onRemove: (d: DelegateRow) => void }) => (
  <View className='stack-tight'>
    <View className='body strong' ariaLive='polite'>已选 {chosen.length} 位{chosen.length >= MOST_AT_ONCE ? `，一次最多 ${MOST_AT_ONCE} 位` : ''}</View>
    {chosen.length > 0 ? (
      <View className='wrap'>
        {chosen.map(d => (
          <Tap key={d.personId} className='chosen' label={`去掉${d.name}（${d.delegation}）`} onTap={() => onRemove(d)}>
            <View>{d.name}</View>
            <Icon name='close' />
          </Tap>
        ))}
      </View>
    ) : null}
  </View>
)

export interface ChooserProps {
  chosen: readonly DelegateRow[]
  onChange: (chosen: DelegateRow[]) => void
  /** Who was asked before and cannot be asked again. */
  asked?: readonly string[]
}

/** Chooses delegates among hundreds: search, page by page, those chosen always in sight. */
export const Chooser = ({ chosen, onChange, asked = [] }: ChooserProps) => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const pages = usePages(cursor => call('motions', 'delegates', { text: text || undefined, cursor }), [text])
  const isChosen = (d: DelegateRow) => chosen.some(c => c.personId === d.personId)
  const remove = (d: DelegateRow) => onChange(chosen.filter(c => c.personId !== d.personId))
  const full = chosen.length >= MOST_AT_ONCE
  return (
    <View className='stack'>
      <SearchBox label='搜索代表姓名' value={typed} onChange={setTyped} />
      <Chosen chosen={chosen} onRemove={remove} />
      <Card flush>
        <PagedList
          pages={pages}
          empty={<Empty icon='people' title={text ? `没有找到“${text}”` : '还没有别的代表'} text={text ? '请换个字试试，只写姓也可以。' : '名册里有了其他职工代表，就能在这里邀请。'} />}
        >
          {items => (
            <View {...role('group')} ariaLabel='职工代表'>
              {items.map(d => {
                const before = asked.includes(d.personId)
                const place = [d.delegation, d.unitName].filter(Boolean).join(' · ')
                return (
                  <TickRow
                    key={d.personId}
                    text={d.name}
                    note={before ? `${place} · 已邀请过` : place}
                    checked={before || isChosen(d)}
                    disabled={before || (full && !isChosen(d))}
                    onChange={on => on ? onChange([...chosen, d]) : remove(d)}
                  />
                )
              })}
            </View>
          )}
        </PagedList>
      </Card>
    </View>
  )
}
