// Real-looking threads, each with the plan that it should lead to; see README.md beside this file.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Ledger } from './ledger.ts'
import { playStory } from './play.ts'
import { readStory, STORIES } from './story.ts'
import { tell, tellEnds } from './tell.ts'

const names = readdirSync(STORIES)
  .filter((file) => file.endsWith('.story.yml'))
  .map((file) => file.slice(0, -'.story.yml'.length))

let ledger: Ledger
beforeAll(async () => {
  ledger = await Ledger.open()
})
afterAll(() => ledger.close())

describe('a thread leads to the plan that is written beside it', () => {
  it.each(names)('%s', async (name) => {
    const story = readStory(name)
    const played = await playStory(story, ledger)
    expect(tell(story, played)).toBe(readFileSync(join(STORIES, `${name}.expected.txt`), 'utf8'))
    // Deliveries come in any order, and more than once.
    expect(tellEnds(story, await played.inDisorder())).toBe(tellEnds(story, played.end))
  })
})
