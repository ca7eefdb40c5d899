// A bar that follows: where people say that answers were wrong too often, Firstline answers only what is surer.
import { expect, test } from 'vitest'
import { HOUR, KNOWN, openScene, REPO, SETTINGS } from './harness.ts'

test('rises when too many answers did not help, is told on the desk and by /why, and falls again', async () => {
  const logins = Array.from({ length: 21 }, (_, i) => `asker-${i}`)
  const scene = await openScene({
    settings: `${SETTINGS}\ndesk: { update: 1h }\n`,
    before: (acts) => {
      for (const login of [...logins, 'last']) acts.addUser(login)
    },
  })
  const ask = async (login: string) => {
    const { number } = scene.acts.openIssue(REPO, login, KNOWN)
    await scene.settle()
    return number
  }
  const said: number[] = []
  for (const [i, login] of logins.slice(0, 20).entries()) {
    const number = await ask(login)
    expect(scene.parts(number)).toEqual(['answer install'])
    said.push(number)
    scene.acts.comment(REPO, number, login, i < 18 ? '/helpful' : '/unhelpful')
    await scene.settle()
  }
  const silent = await ask('asker-20')
  expect(scene.parts(silent)).toEqual([])
  scene.acts.comment(REPO, silent, 'maya', '/why')
  await scene.pass(HOUR)
  expect(scene.said(silent)[0]?.body).toContain('are needed here, for too many answers were wrong')
  const metrics = () => scene.desk()?.comments.find((one) => one.body.includes('firstline:metrics'))?.body
  expect(metrics()).toContain('Of 20 answers since 16 Nov that somebody judged, 18 were right')

  scene.acts.comment(REPO, said[19]!, 'asker-19', 'It did after all.\n/helpful')
  await scene.pass(HOUR)
  expect(scene.parts(await ask('last'))).toEqual(['answer install'])
  await scene.pass(HOUR)
  expect(metrics()).not.toContain('somebody judged')
  await scene.close()
})
