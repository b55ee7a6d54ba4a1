import { View } from '@tarojs/components'
import { useState } from 'react'
import { clockWords } from '../../../domain/lesson/length-words'
import { whenWords } from '../../../domain/words-time'
import type { Note } from '../../../types/lesson-people'
import type { LearnerCourse } from '../../../types/lesson-watch'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { PagedList } from '../../components/paged-list'
import { Confirm } from '../../components/sheet'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { usePages } from '../../services/use-pages'
import type { Here } from './asks-part'

const MAX = 1000

/** A note belongs to the moment at which it was begun. */
const NoteForm = ({ courseId, here, onSaved }: { courseId: string; here: Here; onSaved: () => void }) => {
  const [text, setText] = useState('')
  const [begun, setBegun] = useState<{ id: string; ms: number }>()
  const [tried, setTried] = useState(false)
  const wrong = text.trim() === '' ? '请先写点什么' : text.trim().length > MAX ? `最多 ${MAX} 个字` : undefined
  const type = (next: string) => {
    if (text === '' && next !== '') setBegun({ id: '', ms: here.ms() })
    setText(next)
  }
  const save = useAct(async () => {
    const ms = begun?.ms ?? here.ms()
    const id = begun?.id || await newId()
    setBegun({ id, ms })
    await call('lessons', 'saveNote', { id, courseId, episode: here.episode, ms, text: text.trim() })
    setText('')
    setBegun(undefined)
    setTried(false)
    onSaved()
  })
  return (
    <View className='stack'>
      <TextArea label='记笔记' hint='只有您自己看得到，会记下讲到哪里。' value={text} onChange={type} max={MAX} error={tried ? wrong : undefined} />
      <ActTrouble error={save.error} />
      <View><Button id='save-note' text='保存笔记' busy={save.busy} busyText='正在保存…' onTap={() => { setTried(true); if (!wrong) void save.run() }} /></View>
    </View>
  )
}

const One = ({ note, lesson, now, onRemove }: { note: Note; lesson: string | undefined; now: number; onRemove: () => void }) => (
  <View className='talk' {...role('listitem')}>
    <View className='body written'>{note.text}</View>
    <View className='talk-foot'>
      <View className='note'>{lesson ? `${lesson} ` : ''}讲到 {clockWords(note.ms)} · {whenWords(note.at, now)}</View>
      <Button kind='bare' text='删除' label={`删除笔记：${note.text.slice(0, 20)}`} onTap={onRemove} />
    </View>
  </View>
)

/** One's own notes 笔记 of a course. */
export const NotesPart = ({ courseId, here, course }: { courseId: string; here: Here; course: LearnerCourse }) => {
  const pages = usePages(cursor => call('lessons', 'notes', { courseId, ...(cursor ? { cursor } : {}) }), [courseId])
  const [going, setGoing] = useState<Note>()
  const remove = useAct(async (note: Note) => {
    await call('lessons', 'removeNote', { id: note._id })
    setGoing(undefined)
    await pages.reload()
  })
  const lessonOf = (note: Note) => note.episode === here.episode ? undefined : course.episodes.find(e => e.key === note.episode)?.title
  return (
    <View className='stack'>
      <NoteForm courseId={courseId} here={here} onSaved={() => void pages.reload()} />
      <ActTrouble error={remove.error} />
      <PagedList pages={pages} empty={null}>
        {items => <View {...role('list')}>{items.map(n => <One key={n._id} note={n} lesson={lessonOf(n)} now={Date.now()} onRemove={() => setGoing(n)} />)}</View>}
      </PagedList>
      {going ? <Confirm danger title='删除这条笔记？' text={going.text.slice(0, 60)} yes='删除' busy={remove.busy} onYes={() => void remove.run(going)} onNo={() => setGoing(undefined)} /> : null}
    </View>
  )
}
