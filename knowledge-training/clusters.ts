// Makes knowledge bases out of duplicate clusters, so that fitting has more to see than the 300 given articles.
import type { Article } from '../src/knowledge/index.ts'
import { articleOf, type Labelled, labelled, type Task, type Title, titles } from './data.ts'
import { randomFrom, shareOf, shuffle } from './random.ts'

export interface ClusterOptions {
  /** Which clusters: their `shareOf` lies in [from, to). */
  from: number
  to: number
  /** Articles in each knowledge base. */
  size: number
  /** Questions without an answer for each question with one. */
  unanswerable?: number
  /** Most knowledge bases made. */
  most?: number
  seed: number
}

/**
 * Knowledge bases like the given one: the master title, half of the other titles as phrasings, the rest as questions,
 * and as many questions of other clusters or of none.
 */
export function clusterTasks(directory: string, options: ClusterOptions): Task[] {
  const random = randomFrom(options.seed)
  const all = titles(directory)
  const byCluster = new Map<string, Title[]>()
  for (const title of all) {
    if (title.cluster === null) continue
    const list = byCluster.get(title.cluster) ?? []
    list.push(title)
    byCluster.set(title.cluster, list)
  }
  const inPart = (key: string) => shareOf(key) >= options.from && shareOf(key) < options.to
  const clusters = shuffle([...byCluster.keys()].filter(inPart), random)
  const singles = shuffle(
    all.filter(({ cluster, id }) => cluster === null && inPart(id)),
    random,
  )
  const tasks: Task[] = []
  for (
    let at = 0;
    at + options.size / 2 < clusters.length && tasks.length < (options.most ?? 1e9);
    at += options.size
  ) {
    const used = clusters.slice(at, at + options.size)
    const unused = clusters.filter((_, i) => i < at || i >= at + options.size)
    tasks.push(
      taskOf(`clusters-${tasks.length}`, used, unused, byCluster, singles, random, options.unanswerable ?? 1),
    )
  }
  return tasks
}

function taskOf(
  name: string,
  used: string[],
  unused: string[],
  byCluster: Map<string, Title[]>,
  singles: Title[],
  random: () => number,
  unanswerable: number,
): Task {
  const articles: Article[] = []
  const questions: Labelled[] = []
  for (const cluster of used) {
    const [master, ...others] = shuffle([...byCluster.get(cluster)!], random).sort(
      (a, b) => Number(b.role === 'master') - Number(a.role === 'master'),
    )
    const known = Math.min(8, Math.floor(others.length / 2))
    articles.push(
      articleOf(cluster, {
        title: master!.title,
        questions: others.slice(0, known).map(({ title }) => title),
      }),
    )
    for (const { title } of others.slice(known, known + 5))
      questions.push(labelled({ text: title }, [cluster], cluster))
  }
  const wanted = questions.length * unanswerable
  const others = shuffle(
    unused.flatMap((cluster) => byCluster.get(cluster)!),
    random,
  )
  for (let i = 0; i < wanted; i++) {
    const source = i % 2 === 0 ? singles : others
    const title = source[Math.floor(random() * source.length)]
    if (title) questions.push(labelled({ text: title.title }, [], title.cluster ?? title.id))
  }
  return { name, articles, questions }
}
