import { View } from '@tarojs/components'
import { useState } from 'react'
import { clockWords } from '../../../domain/lesson/length-words'
import { episodeKindWords } from '../../../domain/lesson/words'
import type { EpisodeEdit } from '../../../types/lesson-course'
import { Button } from '../../components/button'
import { TickRow } from '../../components/choice'
import { NumberBox } from '../../components/number-box'
import { TextArea, TextField } from '../../components/text-field'
import { FilePart } from './file-part'
import type { FileKind } from './episode-file'
import { promptsIn, usualPrompts } from './episodes'
import { PicturePart } from './picture-part'
import type { Uploads } from './use-uploads'

export interface EpisodeEditorProps {
  e: EpisodeEdit
  uploads: Uploads
  urls: Record<string, string>
  /** Questions of the bank that this episode may draw from. */
  questions: number
  pictureFolder: string
  onChange: (by: Partial<EpisodeEdit>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
  onClose: () => void
}

const Prompts = ({ e, onChange }: Pick<EpisodeEditorProps, 'e' | 'onChange'>) => {
  const [typed, setTyped] = useState(() => e.prompts.map(s => clockWords(s * 1000)).join('、'))
  const found = promptsIn(typed)
  const late = found?.find(s => e.seconds > 0 && s >= e.seconds)
  const set = (text: string) => {
    setTyped(text)
    const places = promptsIn(text)
    if (places) onChange({ prompts: places })
  }
  return (
    <View className='stack-tight'>
      <TextField
        optional label='挂机提醒' hint='播到这些时间停下来问一声“您还在看吗”。写成 2:30，几个之间用顿号隔开。' value={typed} onChange={set}
        error={found === undefined ? '时间写成 2:30，几个之间用顿号隔开' : late ? `${clockWords(late * 1000)} 超出了课时的长度` : undefined}
      />
      {e.seconds > 330 ? <View><Button text='每 5 分钟一次' onTap={() => set(usualPrompts(e.seconds).map(s => clockWords(s * 1000)).join('、'))} /></View> : null}
    </View>
  )
}

const Quiz = ({ e, questions, onChange }: Pick<EpisodeEditorProps, 'e' | 'questions' | 'onChange'>) => (
  <View className='stack-tight'>
    <View className='entry choice'><TickRow text='看完要测验' note='从题库随机抽题，及格才算学完这个课时' checked={e.quiz !== null} onChange={on => onChange({ quiz: on ? { draw: 5, tries: 3 } : null })} /></View>
    {e.quiz ? (
      <>
        <View className='pair'>
          <NumberBox label='抽几题' value={e.quiz.draw} onChange={draw => { if (draw !== null) onChange({ quiz: { ...e.quiz!, draw } }) }} />
          <NumberBox label='可以考几次' hint='0 表示不限次数' value={e.quiz.tries} onChange={tries => { if (tries !== null) onChange({ quiz: { ...e.quiz!, tries } }) }} />
        </View>
        <View className='note'>{questions >= e.quiz.draw ? `题库里这个课时能抽的有 ${questions} 题。` : `题库里这个课时能抽的只有 ${questions} 题，还要在“题库”里加 ${e.quiz.draw - questions} 题。`}</View>
      </>
    ) : null}
  </View>
)

const Length = ({ e, onChange }: Pick<EpisodeEditorProps, 'e' | 'onChange'>) => e.kind === 'article' || e.kind === 'pdf'
  ? <NumberBox key={e.kind} label='至少读几分钟' hint='翻开着的时间够了才算读完' value={Math.round(e.seconds / 6) / 10} onChange={n => { if (n !== null) onChange({ seconds: Math.max(0, Math.round(n * 60)) }) }} />
  // Only a phone that could not look into the file leaves this to the person.
  : e.file && e.seconds === 0 ? <NumberBox label='长度（秒）' hint='这台手机读不出长度，请按播放器上显示的填' value={null} optional onChange={n => { if (n !== null) onChange({ seconds: Math.floor(n) }) }} /> : null

/** One episode opened for editing. */
export const EpisodeEditor = ({ e, uploads, urls, questions, pictureFolder, onChange, onMove, onRemove, onClose }: EpisodeEditorProps) => {
  const named = e.title || '未命名课时'
  return (
    <View className='episode-open stack'>
      <View className='note'>{episodeKindWords[e.kind]}</View>
      <TextField id='episode-title' label='课时名称' max={80} value={e.title} onChange={title => onChange({ title })} />
      {e.kind === 'article'
        ? <TextArea label='正文' max={20_000} hint='空一行就是另起一段。' value={e.article} onChange={article => onChange({ article })} />
        : <FilePart e={{ ...e, kind: e.kind as FileKind }} uploads={uploads} urls={urls} />}
      {e.kind === 'video' && e.file ? <PicturePart label='封面画面' hint='从视频里自动截取，也可以换一张。' value={e.poster} urls={urls} folder={pictureFolder} onChange={poster => onChange({ poster })} /> : null}
      <Length e={e} onChange={onChange} />
      {e.kind === 'video' || e.kind === 'audio' ? <Prompts key={`${e.key}${e.file ?? ''}`} e={e} onChange={onChange} /> : null}
      <Quiz e={e} questions={questions} onChange={onChange} />
      <View className='wrap'>
        <Button text='上移' label={`上移：${named}`} onTap={() => onMove(-1)} />
        <Button text='下移' label={`下移：${named}`} onTap={() => onMove(1)} />
        <Button kind='danger' text='删去' label={`删去：${named}`} onTap={onRemove} />
        <Button text='收起' onTap={onClose} />
      </View>
    </View>
  )
}
