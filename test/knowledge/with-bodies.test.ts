// Articles have bodies; where phrasings say what they are for, what stands there must not make a clear answer doubtful.
import { expect, test } from 'vitest'
import { measureCloseness } from '../../src/knowledge/closeness.ts'
import { buildKnowledge, packVectors, piecesOf, readArticles } from '../../src/knowledge/index.ts'

const at = (angle: number) => Float32Array.of(Math.cos(angle), Math.sin(angle))

test('without its body an article is as close as title and phrasings are, whatever the body says', () => {
  const text =
    '---\ntitle: Reset the password\nquestions: [I forgot my password]\n---\nOpen the page and follow it.'
  const knowledge = buildKnowledge(readArticles([{ path: 'password.md', text }]).articles)
  const document = knowledge.documents[0]!
  const angles = { title: 0.6, phrasing: 0.9, learned: 2, body: 0 }
  const vectors = packVectors(piecesOf(document.article).map(({ kind }) => at(angles[kind])))
  const spoken = { main: at(0), whole: at(0), of: () => vectors }
  const whole = measureCloseness(spoken, document, -3)
  const said = measureCloseness(spoken, document, -3, false)
  expect(whole.near).toBeCloseTo(1, 2)
  expect(said).toMatchObject({ said: whole.said, heart: whole.heart, page: 0, pageWhole: 0 })
  expect(said.near).toBeCloseTo(Math.cos(0.6), 2)
})
