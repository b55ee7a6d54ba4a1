import { openPage } from '../services/open-page'

const open = (page: string, id: string) => void openPage(`/pages/ballot/${page}`, { id })

/** An anonymous survey on the own phone, and its scrutineer's page. */
export const openAnonymous = (id: string) => open('survey', id)
export const openSurveySeal = (id: string) => open('survey-seal', id)
