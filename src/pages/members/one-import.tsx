import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { countsWords, goodRows } from '../../../domain/words-roster'
import { whenWords } from '../../../domain/words-time'
import type { RosterImport } from '../../../types/roster-import'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Progress } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { role } from '../../components/aria'
import { ImportPreviewCard } from './import-preview'
import { ImportTag } from './import-tag'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { useImportActs } from './use-import-acts'
import { isWorking, useImport } from './use-import'

const toList = () => {
  const pages = Taro.getCurrentPages().length
  void (pages > 1 ? Taro.navigateBack() : Taro.redirectTo({ url: '/pages/members/import' }))
}

const Head = ({ it }: { it: RosterImport }) => (
  <View className='stack-tight'>
    <View><ImportTag it={it} /></View>
    <View className='title' {...role('heading')}>{it.fileName}</View>
    <View className='note'>{it.byName} {whenWords(it.at, Date.now())} 上传{it.appliedAt ? `，${whenWords(it.appliedAt, Date.now())} 生效` : ''}</View>
  </View>
)

const LEAVE = '可以离开这一页，工作会自己继续；回来时从“导入记录”里打开。'

/** What is going on, in one sentence and a bar. */
const Working = ({ it, undoing }: { it: RosterImport; undoing: boolean }) => {
  const label = it.state === 'reading' ? '正在读取表格' : it.state === 'undone' || undoing ? '正在把名册恢复原样' : '名册已生效，正在整理'
  return (
    <Card>
      <View className='stack-tight'>
        <Progress label={label} done={it.done} total={it.total} />
        <View className='note'>{LEAVE}</View>
      </View>
    </Card>
  )
}

/** Where the import stands when nothing is under way. */
const Standing = ({ it }: { it: RosterImport }) => {
  const { counts } = it
  if (it.state === 'dropped') return <Notice meaning='refused' title={it.problem ? '这个文件不能导入' : '这次导入已放弃'} text={it.problem ?? '名册没有任何变化。'} act={<Button id='again' text='换一个文件' onTap={toList} />} />
  if (it.state === 'undone') return <Notice meaning='done' title='已撤销，名册恢复到导入之前' text='改好表格后，可以重新导入。' act={<Button id='again' text='重新导入' onTap={toList} />} />
  if (it.state === 'applied') {
    return (
      <>
        {it.problem ? <Notice meaning='attention' title='没有撤销' text={it.problem} /> : null}
        <Notice meaning='done' title={`已生效：新增 ${counts.add} 人，变更 ${counts.change} 人`} text={counts.bad > 0 ? `有问题的 ${counts.bad} 行没有导入，改好后可以再导入一次。` : undefined} />
      </>
    )
  }
  if (goodRows(counts) === 0) return <Notice meaning='refused' title={`${counts.bad} 行都有问题，没有可以导入的`} text='请按下面每行的说明改好表格，再导入一次。' />
  if (counts.add + counts.change === 0) return <Notice meaning='done' title='和现在的名册一样，没有要导入的' text={countsWords(counts)} />
  return <Notice meaning={counts.bad > 0 ? 'attention' : 'waiting'} title={countsWords(counts)} text={counts.bad > 0 ? '有问题的行不会导入，其余的照常导入。也可以先改好表格，放弃这次，重新导入。' : '名册还没有变，等您确认。'} />
}

const mayDrop = (it: RosterImport) => it.state === 'ready' || it.state === 'reading'

export const OneImport = ({ id }: { id: string }) => {
  const loaded = useImport(id)
  const it = loaded.data
  const [undoing, setUndoing] = useState(false)
  const acts = useImportActs(it, next => {
    setUndoing(acts.asked === 'undo')
    loaded.put(next)
  })
  const quiet = it !== undefined && !isWorking(it)
  const applies = it?.state === 'ready' && it.counts.add + it.counts.change > 0
  const bar = applies
    ? <Button id='apply' kind='main' wide text={`导入 ${goodRows(it.counts)} 行`} busy={acts.busy} busyText='正在办…' onTap={() => acts.ask('apply')} />
    : undefined
  return (
    <Page title='名册导入' wide bar={bar}>
      <LoadedView loaded={loaded}>
        {data => (
          <>
            <Head it={data} />
            {quiet ? <Standing it={data} /> : <Working it={data} undoing={undoing} />}
            <ActTrouble error={acts.error} />
            {data.undoable ? <View><Button id='undo' kind='danger' text='撤销这次导入' busy={acts.busy} busyText='正在撤销…' onTap={() => acts.ask('undo')} /></View> : null}
            {mayDrop(data) ? <View><Button id='drop' text='放弃这次导入' disabled={acts.busy} onTap={() => acts.ask('drop')} /></View> : null}
            {data.state === 'ready' || data.state === 'applied' ? <ImportPreviewCard it={data} /> : null}
          </>
        )}
      </LoadedView>
      {acts.question}
    </Page>
  )
}
