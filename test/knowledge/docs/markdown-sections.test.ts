// Markdown and MDX become sections that can be pointed to.
import { expect, test } from 'vitest'
import { bodiesOf, readPageOf } from './build.ts'

const LONG = 'These are words enough for a section of its own.'

test('each heading with text under it is a section, and the page has its beginning', () => {
  const { sections } = readPageOf(
    `# Guide\n\nHow to begin.\n\n## Install\n\n${LONG}\n\n### On Linux\n\n${LONG}\n`,
  )
  expect(
    sections.map(({ slug, title, path, language, section }) => [
      slug,
      title,
      path,
      language,
      section?.headings,
      section?.url,
    ]),
  ).toEqual([
    [
      'docs/guide.md',
      'Guide',
      'docs/guide.md',
      'en',
      ['Guide'],
      'https://github.com/acme/app/blob/abc123/docs/guide.md',
    ],
    [
      'docs/guide.md#install',
      'Guide - Install',
      'docs/guide.md',
      'en',
      ['Guide', 'Install'],
      'https://github.com/acme/app/blob/abc123/docs/guide.md#install',
    ],
    [
      'docs/guide.md#on-linux',
      'Guide - On Linux',
      'docs/guide.md',
      'en',
      ['Guide', 'Install', 'On Linux'],
      'https://github.com/acme/app/blob/abc123/docs/guide.md#on-linux',
    ],
  ])
})

test('a heading with two words under it joins its parent, and its words are found there', () => {
  const bodies = bodiesOf(readPageOf(`# Guide\n\n## Install\n\n${LONG}\n\n### Windows\n\nSee above.\n`))
  expect(bodies).toEqual({ '.md#install': `${LONG}\n\n**Windows**: See above.` })
})

test('a short command under a heading is an answer', () => {
  const bodies = bodiesOf(
    readPageOf('# Guide\n\n## Install\n\n```sh\nnpm ci\n```\n\n## Update\n\nRun `npm update`.\n'),
  )
  expect(Object.keys(bodies)).toEqual(['.md#install', '.md#update'])
})

test('marks in code, comments and front matter are no headings', () => {
  const text = `---\ntitle: Guide\ndescription: "# no heading"\n---\n\n${LONG}\n\n\`\`\`sh\n# no heading\n\`\`\`\n\n    # nor this\n\n<!--\n# nor that\n-->\n\n> # a quotation\n\n~~~\n## open to the end\n`
  expect(readPageOf(text).sections.map(({ slug, title }) => [slug, title])).toEqual([
    ['docs/guide.md', 'Guide'],
  ])
})

test('headings underlined, of HTML, and with marks are read', () => {
  const text = `Guide\n=====\n\n${LONG}\n\nFirst *steps* with \`npm\`\n---\n\n${LONG}\n\n<h2 align="center">The <em>second</em> part</h2>\n\n${LONG}\n\n## A [link](https://example.org) and ![image](x.png) ##\n\n${LONG}\n`
  expect(readPageOf(text).sections.map(({ title, section }) => [title, section?.anchor])).toEqual([
    ['Guide', null],
    ['Guide - First steps with npm', 'first-steps-with-npm'],
    ['Guide - The second part', 'the-second-part'],
    // Whether the space before the image counts is not known: the page alone.
    ['Guide - A link and', null],
  ])
})

test('a line under a list or above a rule is no heading', () => {
  const text = `# Guide\n\n- one of the items\n---\n\n${LONG}\n\n---\n\n## Next\n\n${LONG}\n`
  expect(readPageOf(text).sections.map(({ slug }) => slug)).toEqual(['docs/guide.md', 'docs/guide.md#next'])
})

test('admonitions and tabs of MkDocs give their words', () => {
  const text = `# Guide\n\n## Install\n\n!!! warning "Mind the version"\n\n    Version 2 needs a new key.\n\n=== "Linux"\n\n    \`\`\` sh\n    apt install app\n    \`\`\`\n\n=== "macOS"\n\n    Use brew.\n\nAfter that, go on.\n`
  expect(bodiesOf(readPageOf(text, { anchors: 'mkdocs' }))).toMatchInlineSnapshot(`
    {
      ".md#install": "**Mind the version**

    Version 2 needs a new key.

    **Linux**

    \`\`\` sh
    apt install app
    \`\`\`

    **macOS**

    Use brew.

    After that, go on.",
    }
  `)
})

test('admonitions of Docusaurus, GitHub and MyST give their words', () => {
  const text = `# Guide\n\n## Install\n\n:::tip[Good to know]\n\nThe key is **free**.\n\n:::\n\n> [!NOTE]\n> It needs a network.\n\n\`\`\`{warning} Old versions\nThey do not work.\n\`\`\`\n\n\`\`\`{toctree}\nother\n\`\`\`\n`
  expect(bodiesOf(readPageOf(text))).toMatchInlineSnapshot(`
    {
      ".md#install": "**Good to know**

    The key is **free**.

    >
    > It needs a network.

    **Old versions**

    They do not work.",
    }
  `)
})

test('includes, tables of contents, comments and targets of links are left out', () => {
  const text = `# Guide\n\n[TOC]\n\n## Install\n\n--8<-- "part.md"\n{% include note.html %}\nSee [the *other* page](other.md "Title") and [\`code\`](x.md), or <https://example.org>. <!-- hidden -->\n\n![A picture](a.png)\n\n[ref]: https://example.org\n`
  expect(bodiesOf(readPageOf(text))).toMatchInlineSnapshot(`
    {
      ".md#install": "See the *other* page and \`code\`, or https://example.org.",
    }
  `)
})

test('imports, exports, components and comments of MDX are left out, and the words inside stay', () => {
  const text = `---\ntitle: Guide\n---\nimport Tabs from '@theme/Tabs';\nimport {\n  a,\n  b,\n} from './x.ts';\n\nexport const version = '1.2'\n\n{/* a note for writers */}\n\n<Tabs\n  values={[\n    { label: 'A', value: 'a' },\n  ]}\n>\n  <TabItem value="npm">\n\n    Install it with npm, then start the server.\n\n  </TabItem>\n</Tabs>\n\nUse the <Highlight color="#25c2a0">green</Highlight> button, not \`<Button>\`.\n`
  expect(bodiesOf(readPageOf(text, {}, 'docs/guide.mdx'))).toMatchInlineSnapshot(`
    {
      ".mdx": "Install it with npm, then start the server.

    Use the green button, not \`<Button>\`.",
    }
  `)
})

test('a long section is cut at paragraphs and linked as one', () => {
  const paragraph = `${LONG} `.repeat(20).trim()
  const text = `# Guide\n\n## Install\n\n${Array.from({ length: 15 }, (_, i) => `${i}. ${paragraph}`).join('\n\n')}\n`
  const { sections } = readPageOf(text)
  expect(sections.length).toBeGreaterThan(2)
  expect(new Set(sections.map(({ slug }) => slug)).size).toBe(1)
  expect(new Set(sections.map(({ fingerprint }) => fingerprint)).size).toBe(sections.length)
  for (const { body } of sections) expect(body).toMatch(/^\d+\. These[\s\S]*its own\.$/)
})
