import { Text, View } from '@tarojs/components'

export default function Page() {
  return (
    <View ariaRole='main'>
      <Text>履职</Text>
    </View>
  )
}
