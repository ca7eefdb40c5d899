// A question's own language is tried before English words.
import { describe, expect, it } from 'vitest'
import { askKnowledge, type Knowledge } from '../../src/knowledge/index.ts'
import { knowledgeOf } from './build.ts'

const ENGLISH = {
  'proxy.md': `---
title: Use the package behind a corporate proxy
questions:
  - requests time out behind our company proxy
  - how to configure a proxy server
---
Set \`HTTPS_PROXY\`.`,
  'install.md': '---\ntitle: How to install the package\n---\nRun `npm install widget`.',
  'backup.md':
    '---\ntitle: Restore a backup\nquestions: [how do I restore my data]\n---\nRun `widget restore`.',
}
const INSTALL = {
  'anzhuang.md': '---\ntitle: 安装指南\nquestions: [如何安装项目]\n---\n请参考官方安装指南。',
}
const PROXY = {
  'daili.md': `---
title: 代理设置
questions: [如何设置网络代理]
---
设置环境变量，软件就会通过代理服务器访问网络。`,
}

function ask(knowledge: Knowledge, text: string) {
  return askKnowledge(knowledge, { text }, { precision: 0.95, suggest: 0.5 })
}

describe('a Chinese article and an English one on the same subject', () => {
  const both = knowledgeOf({ ...ENGLISH, ...INSTALL, ...PROXY })

  it.each(['请问如何配置代理服务器？', '如何设置代理服务器', '网络代理如何配置？'])(
    'the Chinese one answers: %s',
    (text) => {
      expect(ask(both, text)).toMatchObject({ answered: true, article: { slug: 'daili', language: 'zh' } })
    },
  )

  it('the English one is not offered over the Chinese one that is too little of the question', () => {
    const { answered, ranked, suggested } = ask(both, '怎么配置代理')
    expect(answered).toBe(false)
    expect(ranked.map(({ slug }) => slug).slice(0, 2)).toEqual(['daili', 'proxy'])
    expect(suggested).toEqual([])
  })
})

it('where no Chinese article is near, the English one answers', () => {
  const match = ask(knowledgeOf({ ...ENGLISH, ...INSTALL }), '请问如何配置代理服务器？')
  expect(match).toMatchObject({ answered: true, article: { slug: 'proxy' } })
})

it('what is near in Chinese is doubted where no English article would answer it either', () => {
  const alone = knowledgeOf({ ...INSTALL, ...PROXY })
  expect(ask(alone, '请问如何配置代理服务器？')).toMatchObject({ answered: false, confidence: 0.5 })
})
