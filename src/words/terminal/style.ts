// Colours of the terminal: only where there is one, and nobody asked for none.

export interface Style {
  bold(text: string): string
  dim(text: string): string
  accent(text: string): string
  good(text: string): string
  warn(text: string): string
  /** A label in its own colour, `[name]`. */
  label(name: string, color: string): string
}

interface Terminal {
  interactive: boolean
  env: Record<string, string | undefined>
}

/** None where output is no terminal or `NO_COLOR` is set (https://no-color.org). */
export function hasColours({ interactive, env }: Terminal): boolean {
  return interactive && !env.NO_COLOR && env.TERM !== 'dumb'
}

export function styleFor(terminal: Terminal): Style {
  return styleOf(hasColours(terminal))
}

/** Plain without colours. */
export function styleOf(colours: boolean): Style {
  const paint = (code: string) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)
  return {
    bold: paint('1'),
    dim: paint('2'),
    accent: paint('1;36'),
    good: paint('32'),
    warn: paint('33'),
    label: (name, color) => (colours ? `\u001b[${labelCode(color)}m[${name}]\u001b[0m` : `[${name}]`),
  }
}

/** The nearest of the 216 colours that every colour terminal has, bright enough to be read on black. */
function labelCode(color: string): string {
  const parts = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  const darkest = Math.max(...parts)
  const lift = darkest < 160 ? 160 - darkest : 0
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    Math.round((Math.min(255, part + lift) / 255) * 5),
  )
  return `1;38;5;${16 + 36 * red + 6 * green + blue}`
}
