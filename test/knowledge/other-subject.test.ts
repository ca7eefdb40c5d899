// A question in another language, and an article in that language about something else that shares a word with it.
import { expect, test } from 'vitest'
import { askKnowledge } from '../../src/knowledge/index.ts'
import { knowledgeOf } from './build.ts'

const knowledge = knowledgeOf({
  'proxy.md': `---
title: Configure widget behind a corporate proxy
questions:
  - How do I configure an HTTP proxy for widget?
  - widget cannot connect behind our company proxy
---
Set \`HTTPS_PROXY\`.`,
  'install-guide.md':
    '---\ntitle: How to install widget\nquestions: [How do I install this project?]\n---\nRun it.',
  'install-guide.zh.md': '---\ntitle: 如何安装 widget\nquestions: [如何安装此项目？]\n---\n请运行。',
  'configure.zh.md': '---\ntitle: 如何配置 widget\nquestions: [如何配置此项目？]\n---\n请参考文档。',
})
const ask = (text: string) => askKnowledge(knowledge, { text }, { precision: 0.95 })

test('what has less than half of the question in its own language is not the answer, and gives way to what has all of it in English', () => {
  expect(ask('如何配置代理？').answered).toBe(false)
  expect(ask('如何配置 HTTP 代理？')).toMatchObject({
    answered: true,
    article: { slug: 'proxy', language: 'en' },
  })
})

test('what is asked in its own words is found in its own language', () => {
  expect(ask('如何配置此项目？')).toMatchObject({ answered: true, article: { slug: 'configure' } })
  expect(ask('如何安装此项目？')).toMatchObject({
    answered: true,
    article: { slug: 'install-guide', language: 'zh' },
  })
})
