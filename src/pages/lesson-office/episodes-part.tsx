import { View } from '@tarojs/components'
import { useState } from 'react'
import { sizeWords } from '../../../domain/attachments'
import { lengthWords } from '../../../domain/lesson/length-words'
import { episodeKindWords } from '../../../domain/lesson/words'
import { optionsOf } from '../../../domain/words'
import type { EpisodeEdit } from '../../../types/lesson-course'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Choice } from '../../components/choice'
import { Empty } from '../../components/feedback'
import { Confirm, Sheet } from '../../components/sheet'
import { StateTag } from '../../components/state-tag'
import { EpisodeEditor } from './episode-editor'
import { changed, emptyEpisode, freshKey, moved } from './episodes'
import type { Uploads } from './use-uploads'

export interface EpisodesPartProps {
  episodes: readonly EpisodeEdit[]
  uploads: Uploads
  urls: Record<string, string>
  /** How many questions of the bank an episode may draw from. */
  questionsFor: (episode: string) => number
  pictureFolder: string
  /** Episodes with something that stands in the way of publishing. */
  wrong: readonly string[]
  open: string | undefined
  onOpen: (key: string | undefined) => void
  onChange: (episodes: EpisodeEdit[]) => void
}

const noteOf = (e: EpisodeEdit): string => [
  episodeKindWords[e.kind], e.seconds > 0 ? lengthWords(e.seconds) : '', e.size > 0 ? sizeWords(e.size) : '', e.quiz ? `测验 ${e.quiz.draw} 题` : '',
].filter(Boolean).join(' · ')

const tagOf = (e: EpisodeEdit, wrong: boolean, sending: string | undefined) => {
  if (sending) return <StateTag meaning='waiting' text={sending} />
  return wrong ? <StateTag meaning='attention' text='还不完整' /> : undefined
}

/** The episodes 课时 of a course in their order; one is open at a time. */
export const EpisodesPart = (p: EpisodesPartProps) => {
  const { episodes, uploads, open, onOpen, onChange } = p
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<EpisodeEdit>()
  const sending = (key: string) => {
    const u = uploads.now[key]
    return u && (u.step === 'left' ? '上次没有传完' : u.step === 'refused' ? '没有传上去' : `正在上传 ${Math.floor(u.sent / u.size * 100)}%`)
  }
  return (
    <Card title={`课时 ${episodes.length} 个`} flush>
      {episodes.length === 0 ? <Empty title='还没有课时' text='一个课时是一段视频、音频、一篇文章或一份 PDF。先添加一个，再上传文件。' /> : null}
      <View {...role('list')}>
        {episodes.map((e, i) => e.key === open
          ? (
            <EpisodeEditor
              key={e.key} e={e} uploads={uploads} urls={p.urls} questions={p.questionsFor(e.key)} pictureFolder={p.pictureFolder}
              onChange={by => onChange(changed(episodes, e.key, by))} onMove={by => onChange(moved(episodes, e.key, by))}
              onRemove={() => setRemoving(e)} onClose={() => onOpen(undefined)}
            />
          )
          : <ListRow key={e.key} text={`${i + 1}. ${e.title || '（还没有写名称）'}`} note={noteOf(e)} tag={tagOf(e, p.wrong.includes(e.key), sending(e.key))} onTap={() => onOpen(e.key)} />)}
      </View>
      <View className='card-body'><Button id='add-episode' icon='plus' text='添加课时' disabled={episodes.length >= 60} onTap={() => setAdding(true)} /></View>
      {adding ? (
        <Sheet title='添加哪种课时' onClose={() => setAdding(false)}>
          <Choice
            labelled label='课时种类' options={optionsOf(episodeKindWords)} value={null}
            onChange={kind => {
              const key = freshKey(episodes.map(e => e.key), Math.random)
              setAdding(false)
              onChange([...episodes, emptyEpisode(key, kind)])
              onOpen(key)
            }}
          />
        </Sheet>
      ) : null}
      {removing ? (
        <Confirm
          danger title={`删去“${removing.title || '未命名课时'}”？`} text='这个课时会从课程里去掉，学过的人在这里的进度不再计入。' yes='删去' onNo={() => setRemoving(undefined)}
          onYes={() => {
            uploads.forget(removing.key)
            onChange(episodes.filter(e => e.key !== removing.key))
            onOpen(undefined)
            setRemoving(undefined)
          }}
        />
      ) : null}
    </Card>
  )
}
