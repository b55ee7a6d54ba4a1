import { openPage } from '../services/open-page'

const open = (page: string, params?: Record<string, string | undefined>) => void openPage(`/pages/congress/${page}`, params)

export const openSessions = () => open('list')
export const openSession = (id: string) => open('session', { id })
export const openHall = (id: string) => open('hall', { id })
export const openCheckIn = (id?: string) => open('check-in', { id })
export const openPaper = (id: string) => open('paper', { id })
export const openOpinions = (id: string) => open('opinions', { id })
export const writeOpinion = (id: string, matter?: string) => open('opinion', { id, matter })
export const openResult = (round: string) => open('result', { round })
/** Where a session is prepared and chaired. */
export const openOffice = (id: string) => void openPage(`/pages/congress-office/session?id=${id}`)

const openBallot = (page: string, params: Record<string, string | undefined>) => void openPage(`/pages/ballot/${page}`, params)

/** The secret ballot 无记名投票 on phones: its voter's page, getting the phone ready, the scrutineer's seal, the booth's tablet. */
export const openVote = (session: string, round: string) => openBallot('vote', { session, round })
export const openReady = (session: string) => openBallot('ready', { session })
export const openSeal = (session: string, round?: string) => openBallot('seal', { session, round })
export const openBooth = (session: string) => openBallot('booth', { session })
