import { View } from '@tarojs/components'
import { role } from '../../components/aria'
import { Sheet } from '../../components/sheet'

const answers = [
  { ask: '写到一半退出了，还在吗？', answer: '在。您写的每个字都会先存在手机里，有网络时再存到服务器。下次打开，从首页“继续写”即可。' },
  { ask: '没有网络能写吗？', answer: '能写。内容存在手机里，连上网络后会自动保存；发出去请附议，需要有网络。' },
  { ask: '附议是什么？', answer: '附议就是赞成把这件事作为提案提出来。附议人数够了，提案人才能提交给工会。' },
  { ask: '名字、单位不对怎么办？', answer: '名册由单位工会维护，请告诉工会工作人员，改好后这里会跟着变。' },
  { ask: '一部手机几个人用，可以吗？', answer: '可以轮流用。在“我的”里换一个人使用，每个人的草稿互相看不到。' },
]

/** The questions that people ask in the union office. */
export const Help = ({ onClose }: { onClose: () => void }) => (
  <Sheet title='帮助' onClose={onClose}>
    <View className='stack'>
      {answers.map(({ ask, answer }) => (
        <View key={ask}>
          <View className='body strong' {...role('heading')}>{ask}</View>
          <View className='body'>{answer}</View>
        </View>
      ))}
    </View>
  </Sheet>
)
