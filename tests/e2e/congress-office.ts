import type { Actor } from './browser'

export const button = (a: Actor, name: string | RegExp) => a.page.getByRole('button', { name, exact: typeof name === 'string' }).filter({ visible: true }).first()
export const tab = (a: Actor, name: string | RegExp) => a.page.getByRole('tab', { name, exact: typeof name === 'string' }).filter({ visible: true }).first()
export const radio = (a: Actor, name: RegExp) => a.page.getByRole('radio', { name }).filter({ visible: true }).first()
export const tick = (a: Actor, name: RegExp) => a.page.getByRole('checkbox', { name }).filter({ visible: true }).first()
export const box = (a: Actor, name: string) => a.page.getByRole('textbox', { name, exact: true }).filter({ visible: true }).first()
export const number = (a: Actor, name: string) => a.page.getByRole('spinbutton', { name, exact: true }).filter({ visible: true }).first()
export const day = (a: Actor, name: string) => a.page.getByLabel(name, { exact: true }).filter({ visible: true }).first()
export const seen = (a: Actor, text: string | RegExp) => a.page.getByText(text).filter({ visible: true }).first().waitFor()
export const inDialog = (a: Actor, name: string | RegExp) => a.page.getByRole('dialog').getByRole('button', { name, exact: typeof name === 'string' }).click()

export async function leave(a: Actor) {
  expect(a.errors).toEqual([])
  await a.context.close()
}

/** A calendar day so many days from today, in China. */
export const dayFrom = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

/** One act of the checklist: its button, its sheet, and the word that it is done. */
export async function act(a: Actor, from: string | RegExp, verb: string, fill: () => Promise<void>, done: string) {
  await button(a, from).click()
  await fill()
  await inDialog(a, verb)
  await seen(a, done)
}
