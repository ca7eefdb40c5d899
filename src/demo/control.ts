// With `--keep`: a page of plain text at which people's acts on the embedded GitHub can be done by hand, with curl.
import { createServer, type IncomingMessage } from 'node:http'
import { styleFor } from '../words/terminal/style.ts'
import { MAINTAINER, REPO } from './cast.ts'
import { threadBox } from './show-thread.ts'
import { SPONSOR, type Stage } from './stage.ts'

export interface Control {
  /** How to use it. */
  help: string
  close(): Promise<void>
}

const PLAIN = styleFor({ interactive: false, env: {} })
const MOST_BYTES = 100_000
/** An article of the demo answers it, as a title alone. */
export const QUESTION = 'How do I use widget behind a proxy?'

export async function startControl(stage: Stage): Promise<Control> {
  const server = createServer(async (request, response) => {
    const answer = await answerTo(stage, request).catch((error: Error) => `That failed: ${error.message}\n`)
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(answer)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    help: helpText(url, stage),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function helpText(url: string, stage: Stage): string {
  const firstline = `http://127.0.0.1:${stage.firstline.port}`
  const ways: Array<[what: string, command: string]> = [
    ['list the threads, and read one', `curl ${url}`],
    ['', `curl ${url}/1`],
    ['open an issue; its first line is the title', `curl '${url}/issues?as=${SPONSOR}' -d '${QUESTION}'`],
    ['open a discussion', `curl '${url}/discussions?as=xiaoli' -d '怎么安装？'`],
    ['comment', `curl '${url}/1/comments?as=${MAINTAINER}' -d '/answer proxy'`],
    ['put a label on, and close', `curl '${url}/1/labels?as=${MAINTAINER}' -d 'support: sponsor'`],
    ['', `curl '${url}/1/close?as=${MAINTAINER}' -d ''`],
    ['ask Firstline from outside', `curl ${firstline}/support -d '{"question": "${QUESTION}"}'`],
    ['its own figures', `curl ${firstline}/metrics`],
  ]
  const lines = ways.map(([what, command]) => `${what === '' ? '' : `\n  ${what}:\n`}    ${command}`)
  return `
Still running. Speak as anybody: ${SPONSOR} sponsors, ${MAINTAINER} is the maintainer, others are strangers.
${lines.join('\n')}

Ctrl-C ends it.
`
}

async function answerTo(stage: Stage, request: IncomingMessage): Promise<string> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const [first = '', what = ''] = url.pathname.slice(1).split('/')
  const as = url.searchParams.get('as') ?? 'stranger'
  if (request.method === 'POST') return actAs(stage, as, first, what, await bodyOf(request))
  if (first !== '') return `${threadBox(stage.github.thread(REPO, Number(first)), PLAIN).join('\n')}\n`
  const lines = stage.github.threads(REPO).map((thread) => {
    const labels = thread.labels.map((label) => ` [${label.name}]`).join('')
    return `#${thread.number} ${thread.title} (${thread.author.login})${labels}, ${count(thread.comments.length, 'comment')}`
  })
  return `${lines.join('\n')}\n`
}

function actAs(stage: Stage, login: string, first: string, what: string, text: string): string {
  const { acts } = stage.github
  if (first === 'issues' || first === 'discussions') {
    const [title = '', ...rest] = text.split('\n')
    const draft = { title, body: rest.join('\n').trim() }
    const opened =
      first === 'issues' ? acts.openIssue(REPO, login, draft) : acts.createDiscussion(REPO, login, draft)
    return `Opened #${opened.number}.\n`
  }
  const thread = stage.github.thread(REPO, Number(first))
  const { number } = thread
  if (what === 'labels') acts.label(REPO, number, login, text)
  else if (what === 'close') acts.close(REPO, number, login)
  else if (what !== 'comments') return `There is nothing at /${first}/${what}.\n`
  else if (thread.kind === 'issue') acts.comment(REPO, number, login, text)
  else acts.discussionComment(REPO, number, login, text)
  return `Done on #${number}.\n`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > MOST_BYTES) throw new Error('the text is too long')
  }
  return text.trim()
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
