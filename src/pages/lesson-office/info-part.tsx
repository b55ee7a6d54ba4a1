import { View } from '@tarojs/components'
import { useState } from 'react'
import { categoryWords } from '../../../domain/lesson/words'
import { optionsOf } from '../../../domain/words'
import type { CourseEdit } from '../../../types/lesson-course'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Field } from '../../components/field'
import { PagedList } from '../../components/paged-list'
import { PickerRow } from '../../components/picker-row'
import { Sheet } from '../../components/sheet'
import { SearchBox, TextArea, TextField } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { usePages } from '../../services/use-pages'
import { PicturePart } from './picture-part'

interface InfoPartProps {
  edit: CourseEdit
  urls: Record<string, string>
  folder: string
  /** Of the instructor that the server knows. */
  instructorName: string
  onChange: (by: Partial<CourseEdit>) => void
}

const Pool = ({ onPick, onClose }: { onPick: (id: string, name: string) => void; onClose: () => void }) => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const pages = usePages(cursor => call('lessons', 'instructorPool', { state: 'approved', text: text || undefined, cursor }), [text])
  return (
    <Sheet title='选择讲师' onClose={onClose}>
      <View className='stack'>
        <SearchBox label='搜索讲师姓名' value={typed} onChange={setTyped} />
        <PagedList pages={pages} empty={<Empty icon='people' title={text ? `师资库里没有“${text}”` : '师资库里还没有讲师'} text='在“师资库”里添加讲师，或者审核推荐上来的。' />}>
          {items => <View>{items.map(i => <ListRow key={i._id} text={i.name} note={[i.unitName, i.field].filter(Boolean).join(' · ')} go='选他' label={`选择${i.name}`} onTap={() => onPick(i._id, i.name)} />)}</View>}
        </PagedList>
      </View>
    </Sheet>
  )
}

/** Who teaches a course or a session. */
export const InstructorField = ({ id, name: known, onChange }: { id: string | null; name: string; onChange: (id: string | null) => void }) => {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState(known)
  return (
    <Field label='讲师' optional>
      <View className='wrap'>
        {id ? <View className='body'>{name || '已选'}</View> : null}
        <Button icon='people' text={id ? '换一位' : '从师资库选择'} onTap={() => setOpen(true)} />
        {id ? <Button text='去掉' label='去掉讲师' onTap={() => onChange(null)} /> : null}
      </View>
      {open ? (
        <Pool
          onClose={() => setOpen(false)}
          onPick={(picked, called) => {
            setOpen(false)
            setName(called)
            onChange(picked)
          }}
        />
      ) : null}
    </Field>
  )
}

/** What a course is called and what it is about. */
export const InfoPart = ({ edit, urls, folder, instructorName, onChange }: InfoPartProps) => (
  <Card title='课程信息'>
    <View className='stack-loose'>
      <TextField id='course-title' label='课程名称' max={60} value={edit.title} onChange={title => onChange({ title })} />
      <PickerRow label='类别' empty='请选择类别' options={optionsOf(categoryWords)} value={edit.category} onChange={category => onChange({ category })} />
      <TextArea optional label='简介' hint='学完能做什么、适合谁学，两三句话。' max={1000} value={edit.intro} onChange={intro => onChange({ intro })} />
      <InstructorField id={edit.instructorId} name={instructorName} onChange={instructorId => onChange({ instructorId })} />
      <PicturePart label='课程封面' hint='横的图片，大约 16:9。不选就用第一个视频的画面。' value={edit.cover} urls={urls} folder={folder} onChange={cover => onChange({ cover })} />
    </View>
  </Card>
)
