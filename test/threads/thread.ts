// `npm run thread -- add NAME [FILE]`, `update [NAME…]`, `show NAME`: writes what threads lead to.
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { storyOfDeliveries } from './deliveries.ts'
import { Ledger } from './ledger.ts'
import { playStory } from './play.ts'
import { readStory, STORIES } from './story.ts'
import { tell } from './tell.ts'

const [command, ...words] = process.argv.slice(2)
const ending = '.story.yml'
const all = () =>
  readdirSync(STORIES)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))

const ledger = await Ledger.open()
switch (command) {
  case 'add':
    await add(words[0], words[1])
    break
  case 'update':
    for (const name of words.length > 0 ? words : all()) write(name, await told(name))
    break
  case 'show':
    process.stdout.write(await told(words[0] ?? ''))
    break
  default:
    console.error('npm run thread -- add NAME [FILE] | update [NAME…] | show NAME')
    process.exitCode = 2
}
await ledger.close()

/** FILE: a story, or deliveries as JSON, for which a story is begun. */
async function add(name: string | undefined, file: string | undefined): Promise<void> {
  if (name === undefined || !/^[a-z0-9-]+$/.test(name))
    throw new Error('A name is in lower case, with hyphens')
  const target = join(STORIES, `${name}${ending}`)
  if (file !== undefined && existsSync(target)) throw new Error(`${target} is there already`)
  if (file?.endsWith('.json')) {
    const kept = `${name}.deliveries.jsonl`
    const { deliveries, story } = storyOfDeliveries(kept, readFileSync(file, 'utf8'))
    writeFileSync(join(STORIES, kept), deliveries)
    writeFileSync(target, story)
  } else if (file !== undefined) copyFileSync(file, target)
  write(name, await told(name))
}

async function told(name: string): Promise<string> {
  const story = readStory(name)
  return tell(story, await playStory(story, ledger))
}

function write(name: string, text: string): void {
  const file = join(STORIES, `${name}.expected.txt`)
  writeFileSync(file, text)
  console.log(`wrote ${basename(file)}: read it, sentence by sentence`)
}
