// How far long work has come, on a terminal and elsewhere; and where what can be made again is kept.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cacheFolder } from '../../src/cli/cache-folder.ts'
import { historyBar } from '../../src/cli/history-progress.ts'
import { progress } from '../../src/cli/progress.ts'
import { visible } from '../../src/cli/visible.ts'

function shown(interactive: boolean, total: number, steps: number[]): string {
  const texts: string[] = []
  const bar = progress({ interactive, err: (text) => void texts.push(text) }, total, 'Reading articles')
  for (const done of steps) bar.at(done)
  bar.end()
  return texts.join('')
}

describe('progress', () => {
  test('is a bar on a terminal, drawn anew at each per cent', () => {
    expect(shown(true, 8, [0, 4, 4, 8])).toBe(
      '\rReading articles [........................] 0 of 8' +
        '\rReading articles [############............] 4 of 8' +
        '\rReading articles [########################] 8 of 8\n',
    )
  })

  test('is a line for each tenth elsewhere', () => {
    expect(shown(false, 1_000, [10, 20, 30, 150, 199, 1_000])).toBe(
      'Reading articles: 150 of 1000\nReading articles: 1000 of 1000\n',
    )
  })

  test('ends at what there was in the end, where there was less to do than was thought', () => {
    const told = [
      { read: 25, finished: false },
      { read: 25, finished: true },
    ]
    const texts: string[] = []
    const bar = historyBar({ interactive: false, err: (text) => void texts.push(text) })
    for (const { read, finished } of told) {
      const kinds = [{ kind: 'discussion' as const, openOnly: false, read, total: 60, finished }]
      bar.at({ askedBy: 'command', sinceAt: 0, begunAt: 1, kinds, waitsUntil: null, finishedAt: null })
    }
    expect(texts).toEqual(['Reading discussions: 25 of 60\n', 'Reading discussions: 25 of 25\n'])
  })

  test('of nothing is nothing', () => {
    expect(shown(true, 0, [0])).toBe('')
    expect(shown(false, 5, [])).toBe('')
  })
})

describe('what a terminal is sent', () => {
  function terminal() {
    const sent: string[] = []
    const send = (text: string) => void sent.push(text)
    return { sent, io: visible({ out: send, err: send, interactive: true, cwd: '.', env: {} }) }
  }

  test('a bar is drawn over itself, and what is told meanwhile begins on a line of its own', () => {
    const { sent, io } = terminal()
    const bar = progress(io, 2, 'Reading')
    bar.at(1)
    io.err('It waits.\n')
    bar.at(2)
    bar.end()
    io.err('Done.\n')
    expect(sent.join('')).toBe(
      '\rReading [############............] 1 of 2\nIt waits.\n' +
        '\rReading [########################] 2 of 2\nDone.\n',
    )
  })

  test('a line of a table for spreadsheets ends as such tables have it', () => {
    const { sent, io } = terminal()
    io.out('a,b\r\n1,\r2\r\n')
    expect(sent).toEqual(['a,b\r\n1,\\u000d2\r\n'])
  })

  test('what others wrote neither draws nor paints', () => {
    const { sent, io } = terminal()
    io.out('\u001b[31m')
    io.err('\r')
    io.draw?.('\r')
    io.paint?.('\u001b[31m')
    expect(sent).toEqual(['\\u001b[31m', '\\u000d', '\r\\u000d', '\u001b[31m'])
  })
})

describe('the cache folder', () => {
  const env = { HOME: '/home/maya' }
  test.each([
    ['as XDG has it', { ...env, XDG_CACHE_HOME: '/cache' }, 'linux', '/cache'],
    ['on Linux', env, 'linux', '/home/maya/.cache'],
    ['on macOS', env, 'darwin', '/home/maya/Library/Caches'],
    ['on Windows', { ...env, LOCALAPPDATA: '/local' }, 'win32', '/local'],
  ] as const)('%s', (_name, given, platform, base) => {
    expect(cacheFolder({ env: given }, platform)).toBe(join(base, 'firstline'))
  })
})
