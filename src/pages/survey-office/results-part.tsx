import { View } from '@tarojs/components'
import { useState } from 'react'
import { timeWords } from '../../../domain/words-time'
import type { GroupRef, QuestionResult, Results } from '../../../types/survey-results'
import { Button } from '../../components/button'
import { Filters } from '../../components/filters'
import { ResultList } from '../../components/survey-result'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { CrossSheet } from './cross-part'
import { PairPart } from './pair-part'
import { TakeResults } from './take-results'
import { PicturesSheet, TextsSheet } from './texts-sheet'

type Look = { at: 'cross' | 'texts' | 'pictures'; r: QuestionResult }

const isTable = ({ kind }: QuestionResult) => ['single', 'multiple', 'rating', 'matrix', 'number', 'ranking'].includes(kind)

interface ActsProps { r: QuestionResult; results: Results; others: boolean; onLook: (look: Look) => void }

const Acts = ({ r, results, others, onLook }: ActsProps) => r.hidden ? null : (
  <View className='wrap'>
    {isTable(r) && results.groups.length > 0 ? <Button text='分组对比' label={`分组对比：${r.title}`} onTap={() => onLook({ at: 'cross', r })} /> : null}
    {r.kind === 'short' || r.kind === 'long' ? <Button text='看回答' label={`看回答：${r.title}`} onTap={() => onLook({ at: 'texts', r })} /> : null}
    {others ? <Button text='看“其他”写了什么' label={`看“其他”写了什么：${r.title}`} onTap={() => onLook({ at: 'texts', r })} /> : null}
    {r.kind === 'picture' ? <Button text='看图片' label={`看图片：${r.title}`} onTap={() => onLook({ at: 'pictures', r })} /> : null}
  </View>
)

const Shown = ({ results, only, staff }: { results: Results; only: GroupRef | undefined; staff: boolean }) => {
  const [look, setLook] = useState<Look>()
  const close = () => setLook(undefined)
  return (
    <View className='stack'>
      {results.why ? null : (
        <View className='note'>
          {results.answered === null ? '' : `${results.answered} 人回答，共请 ${results.expected} 人。`}{results.exact ? '已统计完。' : results.asOf === null ? '' : `统计到 ${timeWords(results.asOf)}。`}
        </View>
      )}
      <ResultList results={results} act={r => <Acts r={r} results={results} others={r.bars.some(b => b.key === 'other' && b.n > 0)} onLook={setLook} />} />
      <PairPart results={results} />
      {results.why ? null : <TakeResults id={results.id} only={only} staff={staff} />}
      {look?.at === 'cross' ? <CrossSheet results={results} r={look.r} onClose={close} /> : null}
      {look?.at === 'texts' ? <TextsSheet id={results.id} r={look.r} only={only} onClose={close} /> : null}
      {look?.at === 'pictures' ? <PicturesSheet id={results.id} r={look.r} onClose={close} /> : null}
    </View>
  )
}

/** Everything that came out, in all or of one group. */
export const ResultsPart = ({ id, staff }: { id: string; staff: boolean }) => {
  const [only, setOnly] = useState<GroupRef>()
  const [groups, setGroups] = useState<Results['groups']>([])
  const loaded = useLoad(async () => {
    const results = await call('surveys', 'results', { id, only })
    if (results.groups.length > 0) setGroups(results.groups)
    return results
  }, [id, only?.by, only?.group])
  return (
    <View className='stack'>
      {groups.map(g => (
        <Filters
          key={g.by} label={`按${g.name}看`} options={g.groups.map(x => ({ value: x.group, text: x.name }))} value={only?.by === g.by ? only.group : undefined}
          onChange={group => setOnly(group === undefined ? undefined : { by: g.by, group })}
        />
      ))}
      <LoadedView loaded={loaded} rows={6}>{results => <Shown results={results} only={only} staff={staff} />}</LoadedView>
    </View>
  )
}
