// Builders for the tests of the knowledge base: override only what matters.
import { buildKnowledge, type Knowledge, readArticles } from '../../src/knowledge/index.ts'

/** Files by path; the text is written as it would stand in the repository. */
export function filesOf(texts: Record<string, string>): Array<{ path: string; text: string }> {
  return Object.entries(texts).map(([path, text]) => ({ path, text }))
}

/** A knowledge base out of file texts, all of which must be in order. */
export function knowledgeOf(texts: Record<string, string>): Knowledge {
  const { articles, problems } = readArticles(filesOf(texts))
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  return buildKnowledge(articles)
}

export const PRODUCT: Record<string, string> = {
  'install.md': `---
title: How to install the package
questions:
  - How do I install this?
  - installation instructions
---
Run \`npm install widget\`.`,
  'install.zh.md': `---
title: 安装指南
questions:
  - 如何安装项目
---
请参考官方安装指南进行操作。`,
  'eacces.md': `---
title: Install fails with EACCES
questions:
  - npm install fails with permission denied
  - 安装时提示权限不足怎么办
not_for: ["permission denied when pushing to a repository"]
symptoms: ["EACCES: permission denied, mkdir '/usr/local/lib"]
versions: ">=2 <4"
---
Use a Node version manager.`,
  'proxy.md': `---
title: Use the package behind a corporate proxy
questions:
  - requests time out behind our company proxy
  - how to configure a proxy server
---
Set \`HTTPS_PROXY\`.`,
}
