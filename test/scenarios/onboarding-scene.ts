// A project to which the App comes while Firstline runs, and its onboarding issue.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { MINUTE, openScene, REPO, type Scene, type SceneOptions } from './harness.ts'

export let scene: Scene
const folders: string[] = []
afterEach(async () => {
  await scene.close()
  for (const one of folders.splice(0)) await rm(one, { recursive: true })
})
export const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'firstline-'))
  folders.push(made)
  return made
}

export const LIVE = 'mode: live'

/** Installed while Firstline runs; without a settings file. */
export const begin = async (options: SceneOptions = {}) => {
  scene = await openScene({ settings: null, isNew: true, ...options })
  await scene.pass(MINUTE)
}
export const issues = (repo = REPO) =>
  scene.github.threads(repo).filter(({ body }) => body.includes('firstline:onboarding'))
export const issue = () => {
  const [one] = issues()
  if (!one) throw new Error('There is no onboarding issue')
  return one
}
export const commitSettings = async (text = LIVE) => {
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', text)
  await scene.settle()
}
