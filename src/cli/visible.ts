// What a command may do to a terminal: draw over its own line, and paint what it answers for; nothing that others wrote.
import { CONTROL } from '../domain/control-signs.ts'
import type { Io } from './command.ts'

/** Signs that would move the cursor, change colours or turn the line around are written as escapes, as in JSON. */
export function visible({ out, err, ...rest }: Io): Io {
  let isDrawn = false
  return {
    ...rest,
    out: (text) => out(shown(text)),
    err: (text) => {
      err(`${isDrawn ? '\n' : ''}${shown(text)}`)
      isDrawn = false
    },
    paint: out,
    draw: (line) => {
      err(`\r${shown(line)}`)
      isDrawn = true
    },
  }
}

/** The end of a line stays one, as tables for spreadsheets have it too. */
function shown(text: string): string {
  return text.replace(CONTROL, (sign, place: number) =>
    sign === '\r' && text[place + 1] === '\n'
      ? sign
      : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
