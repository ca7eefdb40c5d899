// Begins a story for deliveries that were copied from GitHub: who is who in them, and when each came.
import { stringify } from 'yaml'
import { z } from 'zod'

const account = z.looseObject({ id: z.int(), login: z.string() }).nullish()
const thing = z.looseObject({
  user: account,
  author_association: z.string().optional(),
  updated_at: z.string(),
})
const deliveries = z.array(
  z.looseObject({
    event: z.string(),
    payload: z.looseObject({
      sender: account,
      repository: z.looseObject({ id: z.int(), full_name: z.string() }),
      issue: thing.optional(),
      discussion: thing.optional(),
      comment: thing.optional(),
    }),
  }),
)

const OF_THE_PROJECT = ['OWNER', 'MEMBER', 'COLLABORATOR']

/**
 * The texts of a file that holds one delivery a line, and of a story that plays them one after the other.
 * @throws where one of them is no delivery about a ticket
 */
export function storyOfDeliveries(file: string, text: string): { deliveries: string; story: string } {
  const read = deliveries.parse(JSON.parse(text))
  const payloads = read.map(({ payload }) => payload)
  const things = payloads
    .flatMap(({ issue, discussion, comment }) => [issue, discussion, comment])
    .filter((one) => one !== undefined)
  const people = [...payloads.map(({ sender }) => sender), ...things.map(({ user }) => user)].filter(
    (one) => one !== null && one !== undefined,
  )
  const own = things.filter(({ author_association: of }) => OF_THE_PROJECT.includes(of ?? ''))
  const { full_name: project, id } = payloads[0]!.repository
  let lastAt = ''
  const happens = payloads.map(({ issue, discussion, comment }, i) => {
    const told = [issue, discussion, comment].map((one) => one?.updated_at ?? '')
    lastAt = [...told, lastAt].toSorted().at(-1)!
    return { [lastAt.replace('T', ' ').replace('Z', '')]: 'GitHub delivers', file, part: i + 1 }
  })
  const story = stringify({
    about: 'What these deliveries are kept for, in a sentence.',
    project,
    ids: { [project]: id, ...Object.fromEntries(people.map(({ login, id: of }) => [login, of])) },
    maintainers: [...new Set(own.flatMap(({ user }) => user?.login ?? []))],
    happens,
  })
  return { deliveries: read.map((one) => `${JSON.stringify(one)}\n`).join(''), story }
}
