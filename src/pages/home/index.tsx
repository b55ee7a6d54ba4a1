import { Text, View } from '@tarojs/components'

export default function Page() {
  return (
    <View ariaRole='main'>
      <Text>首页</Text>
    </View>
  )
}
