import { View } from '@tarojs/components'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice } from '../../components/choice'
import { host } from '../../services/host'
import { TEXT_SIZES, chooseTextSize, useTextSize } from '../../services/text-size'

const names = ['标准', '大', '特大']
const options = TEXT_SIZES.map((size, i) => ({ value: String(size), text: names[i]! }))

/** Three sizes of type; the page itself is the preview. */
export const TypeSize = () => {
  const { size, own } = useTextSize()
  const source = host.kind === 'weapp' ? '微信' : '浏览器'
  return (
    <Card>
      <View className='stack'>
        <Choice
          label='字的大小'
          hint={own ? '您自己选的，只在职代通里有效。' : `现在跟随${source}的设置。`}
          options={options}
          value={String(size)}
          onChange={value => chooseTextSize(TEXT_SIZES.find(s => String(s) === value))}
        />
        {own ? <Button kind='bare' text={`改回跟随${source}`} onTap={() => chooseTextSize(undefined)} /> : null}
      </View>
    </Card>
  )
}
