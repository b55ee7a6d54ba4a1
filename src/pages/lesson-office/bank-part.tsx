import { View } from '@tarojs/components'
import { useState } from 'react'
import { quizKindWords } from '../../../domain/lesson/words'
import type { EpisodeEdit } from '../../../types/lesson-course'
import type { BankQuestion } from '../../../types/lesson-quiz'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { PagedList } from '../../components/paged-list'
import { Confirm } from '../../components/sheet'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { usePages } from '../../services/use-pages'
import { BankImport } from './bank-import'
import { QuestionSheet, placesOf } from './question-sheet'
import { ANY } from './question-values'

export interface BankPartProps {
  courseId: string
  episodes: readonly Pick<EpisodeEdit, 'key' | 'title'>[]
  /** Something was added, changed or taken away. */
  onChanged?: () => void
  /** Only to look at. */
  fixed?: boolean
}

const LETTERS = 'ABCDEFGHIJ'

const answerOf = (q: BankQuestion): string => `答案：${q.kind === 'judge' ? q.options[q.right[0]!] ?? '' : q.right.map(r => LETTERS[r]).join('')}`

/** The bank of questions 题库 of a course. Answers are seen here only, never on a learner's phone before the paper is handed in. */
export const BankPart = ({ courseId, episodes, onChanged, fixed }: BankPartProps) => {
  const [place, setPlace] = useState<string>()
  const [sheet, setSheet] = useState<'new' | 'import' | { edit: BankQuestion } | { remove: BankQuestion }>()
  const places = placesOf(episodes)
  const pages = usePages(cursor => call('lessons', 'questions', { courseId, episode: place === undefined ? undefined : place === ANY ? null : place, cursor }), [courseId, place])
  const close = () => setSheet(undefined)
  const done = () => {
    close()
    onChanged?.()
    void pages.reload()
  }
  const remove = useAct(async (q: BankQuestion) => {
    await call('lessons', 'removeQuestion', { id: q._id })
    done()
  })
  const placeOf = (q: BankQuestion) => places.find(p => p.value === (q.episode ?? ANY))?.text ?? '已删去的课时'
  return (
    <View className='stack'>
      <ActTrouble error={remove.error} />
      {fixed ? null : (
        <View className='wrap'>
          <Button id='add-question' icon='plus' text='添加题目' onTap={() => setSheet('new')} />
          <Button id='import-questions' icon='file' text='批量导入' onTap={() => setSheet('import')} />
        </View>
      )}
      {episodes.length > 0 ? <Filters label='课时' options={places} value={place} onChange={setPlace} /> : null}
      <Card flush>
        <PagedList pages={pages} empty={<Empty title='这里还没有题目' text='可以一道一道添加，也可以把现成的题目整批粘贴进来。' />}>
          {items => (
            <View {...role('list')}>
              {items.map(q => (
                <ListRow
                  key={q._id} text={q.text} note={`${quizKindWords[q.kind]} · ${answerOf(q)} · ${placeOf(q)}`} label={`${q.text}，改这道题`} onTap={fixed ? undefined : () => setSheet({ edit: q })}
                  act={fixed ? undefined : <Button text='删去' label={`删去：${q.text}`} onTap={() => setSheet({ remove: q })} />}
                />
              ))}
            </View>
          )}
        </PagedList>
      </Card>
      {sheet === 'new' ? <QuestionSheet courseId={courseId} episodes={episodes} episode={place} onClose={close} onSaved={done} /> : null}
      {sheet === 'import' ? <BankImport courseId={courseId} episodes={episodes} onClose={close} onDone={done} /> : null}
      {typeof sheet === 'object' && 'edit' in sheet ? <QuestionSheet courseId={courseId} episodes={episodes} question={sheet.edit} onClose={close} onSaved={done} /> : null}
      {typeof sheet === 'object' && 'remove' in sheet ? (
        <Confirm danger title='删去这道题？' text={`${sheet.remove.text}。已经抽到它、还没交的试卷会少这一题，按其余的题算分。`} yes='删去' busy={remove.busy} onYes={() => void remove.run(sheet.remove)} onNo={close} />
      ) : null}
    </View>
  )
}
