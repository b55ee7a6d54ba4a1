import { View } from '@tarojs/components'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import type { FieldErrors } from '../../components/form'
import { TextField } from '../../components/text-field'
import { newId } from '../../services/new-id'
import type { TermValues } from './term-values'
import './office.scss'

type Row = TermValues['districts'][number]

export interface DistrictsFormProps {
  districts: readonly Row[]
  errors: FieldErrors
  onChange: (districts: Row[]) => void
}

/** The electoral units 选区: who belongs to which delegation 代表团, how many may vote and how many seats there are. */
export const DistrictsForm = ({ districts, errors, onChange }: DistrictsFormProps) => {
  const patch = (i: number, given: Partial<Row>) => onChange(districts.map((d, n) => n === i ? { ...d, ...given } : d))
  const add = async () => {
    const id = await newId()
    onChange([...districts, { id, name: '', delegation: '', eligible: '', seats: '' }])
  }
  return (
    <Card title='选区' aside={<View className='note'>{districts.length} 个</View>}>
      <View className='stack-loose'>
        {districts.length === 0 ? <Empty icon='people' title='还没有划分选区' text='按分厂、车间、科室划分，每个选区选出自己的代表。' /> : null}
        {districts.map((d, i) => (
          <View key={d.id} className='group'>
            <View className='four'>
              <TextField id={`district-name-${i}`} label='选区名称' value={d.name} error={errors[`name-${i}`]} onChange={name => patch(i, { name })} />
              <TextField id={`district-delegation-${i}`} label='代表团' value={d.delegation} error={errors[`delegation-${i}`]} onChange={delegation => patch(i, { delegation })} />
              <TextField id={`district-eligible-${i}`} type='number' label='有选举权的人数' value={d.eligible} error={errors[`eligible-${i}`]} onChange={eligible => patch(i, { eligible })} />
              <TextField id={`district-seats-${i}`} type='number' label='名额' value={d.seats} error={errors[`seats-${i}`]} onChange={seats => patch(i, { seats })} />
            </View>
            <View><Button text='去掉' label={`去掉选区${d.name || i + 1}`} onTap={() => onChange(districts.filter((_, n) => n !== i))} /></View>
          </View>
        ))}
        <View><Button id='add-district' icon='plus' text='添加选区' onTap={() => void add()} /></View>
      </View>
    </Card>
  )
}
