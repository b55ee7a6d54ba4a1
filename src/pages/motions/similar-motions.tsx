import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { motionStateWords } from '../../../domain/motion-graph'
import type { Output } from '../../../types/api'
import { role } from '../../components/aria'
import { ListRow } from '../../components/card'
import { openMotion } from '../../components/motion-row'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import './similar.scss'

type Similar = Output<'motions', 'similar'>['items']

const LEAST = 4
const SHOWN = 3
const MOST_CHARACTERS = 4000

/** Earlier motions like the one being written, so that nobody asks for what was asked before without knowing it. */
export const SimilarMotions = ({ id, title, text }: { id: string; title: string; text: string }) => {
  const [found, setFound] = useState<Similar>([])
  const asked = usePaused(title)
  const body = usePaused(text).slice(0, MOST_CHARACTERS)
  useEffect(() => {
    let left = false
    if (asked.length < LEAST || asked.length > 40) setFound([])
    // Only a help: without it one writes on as before, so a failure is not worth a word.
    else call('motions', 'similar', { title: asked, text: body }).then(({ items }) => { if (!left) setFound(items) }, () => undefined)
    return () => { left = true }
  }, [asked, body])
  const others = found.filter(m => m._id !== id).slice(0, SHOWN)
  if (others.length === 0) return null
  return (
    <View className='similar' ariaLive='polite'>
      <View className='similar-head'>
        <View className='body strong'>以前有 {others.length} 件相似的提案</View>
        <View className='note'>看看是不是同一件事。已经在办的，不必再提；情况有变化的，请写明。</View>
      </View>
      <View {...role('list')}>
        {others.map(m => <ListRow key={m._id} short text={m.title} note={[m.number, motionStateWords[m.state]].filter(Boolean).join(' · ')} onTap={() => openMotion(m._id)} />)}
      </View>
    </View>
  )
}
