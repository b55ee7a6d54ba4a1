import Taro from '@tarojs/taro'

const open = (page: string, params: Record<string, string | undefined> = {}) => {
  const query = Object.entries(params).filter(([, v]) => v).map(([k, v]) => `${k}=${encodeURIComponent(v!)}`).join('&')
  void Taro.navigateTo({ url: `/pages/congress/${page}${query ? `?${query}` : ''}` })
}

export const openSessions = () => open('list')
export const openSession = (id: string) => open('session', { id })
export const openHall = (id: string) => open('hall', { id })
export const openCheckIn = (id?: string) => open('check-in', { id })
export const openPaper = (id: string) => open('paper', { id })
export const openOpinions = (id: string) => open('opinions', { id })
export const writeOpinion = (id: string, matter?: string) => open('opinion', { id, matter })
export const openResult = (round: string) => open('result', { round })
/** Where a session is prepared and chaired. */
export const openOffice = (id: string) => void Taro.navigateTo({ url: `/pages/congress-office/session?id=${id}` })
