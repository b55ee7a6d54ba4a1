/** WeChat's errors of requestSubscribeMessage 订阅消息 in plain words: what happened, what is safe, what to do. */
const words: Record<number, string> = {
  10002: '网络断了，没能打开微信的订阅窗口。什么都没有改变，有信号时再点一次',
  10003: '网络断了，您的选择没有送到微信。什么都没有改变，有信号时再点一次',
  10005: '微信刚才退到了后台，订阅窗口没能打开。请再点一次',
  20004: '您在微信里关掉了本小程序的“接收通知”总开关，所以发不了提醒。点右上角“···”→“设置”→“通知管理”，打开后再点一次',
  20005: '微信暂停了本小程序的服务，现在不能订阅。通知仍会在“通知”里，请告诉工会',
}

const UNKNOWN = '微信没有打开订阅窗口。什么都没有改变，通知仍会在“通知”里；您可以再点一次'

/** 10001, 10004 and 20001 to 20003 say that what we asked for is wrong: nothing that the person could mend. */
const OURS = [10001, 10004, 20001, 20002, 20003]

export const MAIN_SWITCH_OFF = 20004

export const troubleWords = (code: number | undefined): string =>
  code !== undefined && OURS.includes(code) ? `提醒的设置有误（微信编号 ${code}），这次没有订阅成，请告诉工会。通知仍会在“通知”里` : words[code ?? 0] ?? UNKNOWN
