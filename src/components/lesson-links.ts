import { openPage } from '../services/open-page'

const open = (page: string, params?: Record<string, string | undefined>) => void openPage(`/pages/lessons/${page}`, params)

/** The online class 网上课堂. */
export const openCourse = (id: string) => open('course', { id })
export const openEpisode = (id: string, episode: string) => open('watch', { id, episode })
export const openQuiz = (id: string, episode: string) => open('quiz', { id, episode })
export const openRecord = () => open('record')
export const openCertificate = (id: string) => open('certificate', { id })
export const openCheck = (number?: string) => open('check', { number })
export const openAttend = () => open('attend')
export const openInstructors = () => open('instructors')
export const openNominate = () => open('nominate')

/** Where an instructor answers; the office's page as well. */
export const openLearnersAsks = () => void openPage('/pages/lesson-office/asks')
