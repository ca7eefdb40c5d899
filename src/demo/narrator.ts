// How the demo speaks: scenes, what happened on GitHub, what Firstline did and how long it took.

import type { Style } from '../words/terminal/style.ts'
import { textWidth, wrapText } from '../words/terminal/text-width.ts'
import { PAGE_WIDTH } from './show-thread.ts'

export interface Narrator {
  title(text: string, below: string): void
  scene(name: string): void
  /** A paragraph in the narrator's own words. */
  say(text: string): void
  github(text: string): void
  /** `ms`: real time since what happened on GitHub. */
  firstline(text: string, ms?: number): void
  /** Time that the demo's clock skips. */
  later(text: string): void
  page(lines: string[]): void
}

const INDENT = '  '
const NAME_WIDTH = 11
const TIME_WIDTH = 8

export function createNarrator(out: (text: string) => void, style: Style): Narrator {
  const line = (text = '') => out(`${text}\n`)
  const did = (name: string, colour: (text: string) => string, text: string, time = '') => {
    const margin = NAME_WIDTH + TIME_WIDTH
    const [first = '', ...rest] = wrapText(text, PAGE_WIDTH - INDENT.length - margin)
    line(`${INDENT}${colour(name.padEnd(NAME_WIDTH))}${style.dim(time.padEnd(TIME_WIDTH))}${first}`)
    for (const more of rest) line(`${INDENT}${' '.repeat(margin)}${more}`)
  }
  return {
    title(text, below) {
      line(`\n${style.accent(text)}`)
      for (const one of wrapText(below, PAGE_WIDTH)) line(style.dim(one))
    },
    scene(name) {
      const head = `━━ ${name} `
      line(`\n${style.accent(head + '━'.repeat(Math.max(2, PAGE_WIDTH - textWidth(head))))}\n`)
    },
    say(text) {
      line()
      for (const one of wrapText(text, PAGE_WIDTH - INDENT.length)) line(`${INDENT}${one}`)
    },
    github: (text) => did('GitHub', style.dim, text),
    firstline: (text, ms) => did('Firstline', style.good, text, ms === undefined ? '' : seconds(ms)),
    later: (text) => line(`${INDENT}${style.dim(`⋯ ${text} ⋯`)}\n`),
    page(lines) {
      line()
      for (const one of lines) line(one)
    },
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 100 ? 2 : 1)} s`
}
