// Texts that stop a reader whose work grows faster than what it reads.

/** What people could flood with, each as long as wanted. */
export const FLOODS = [
  ...[
    '>',
    '> ',
    '- > ',
    '- ',
    '* ',
    '1. ',
    '*[',
    '](',
    '[',
    '`',
    '``` ',
    '`` ` ',
    '<',
    '<a ',
    '<a b="',
    '<a b=\'<c d="',
  ],
  ...[
    '<!--',
    '-->',
    '<!-- x ',
    '<?',
    '<![CDATA[',
    '<div>\n',
    '<div>\n\n',
    '\n',
    '\t',
    '    ',
    '> \n',
    '- \n\n',
    '- a\n',
  ],
  ...[
    '\\',
    '\\`',
    '&',
    '@',
    '#',
    '|',
    '| - |\n',
    '~~~\n',
    '```\n',
    '[x]: y\n',
    '[^a]: ',
    '\u200b',
    '\u00a0',
    '- - - ',
  ],
  ...['/why\n', '/why ', '/why\n> ', '<details>', '</details>', '</details>\n', 'a.a.', 'E'],
] as const

/** A piece, again and again, `length` characters of it. */
export function flood(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
}
