import Taro from '@tarojs/taro'
import type { Link } from '../../types/notice-fields'
import { openPage } from '../services/open-page'
import { tabs } from './places'

const verbs: Record<string, string> = {
  'pages/congress/session': '看会议议程和文件', 'pages/congress/hall': '进入会场', 'pages/congress/check-in': '去签到', 'pages/congress/paper': '看会议文件', 'pages/congress/result': '看投票结果', 'pages/congress/list': '看职代会',
  'pages/ballot/vote': '去领票投票', 'pages/motions/detail': '看这件提案', 'pages/motions/list': '看全部提案', 'pages/motions/published': '看公开的提案',
  'pages/motion-office/queues': '去办理', 'pages/surveys/answer': '去填问卷', 'pages/surveys/shared': '看问卷结果', 'pages/surveys/mine': '看问卷',
  'pages/ballot/survey': '打开匿名问卷', 'pages/lessons/course': '去学习', 'pages/learn/index': '去课堂', 'pages/notices/notice': '去看并确认',
}

/** What the button to a notice's page says. */
export const linkVerb = ({ page }: Link): string => verbs[page] ?? '去看'

/** Opens the very page that a notice is about. */
export const openLink = ({ page, params }: Link): void => {
  const url = `/${page}`
  if (tabs.some(t => t.path === url)) return void Taro.switchTab({ url })
  void openPage(url, params)
}
