// A preview in each of its forms.
import type { Preview } from '../../report/preview.ts'
import { previewAsHtml } from './html.ts'
import { previewAsJson } from './json.ts'
import { previewAsMarkdown } from './markdown.ts'
import { previewOnTerminal, type TerminalOptions } from './terminal.ts'

export const PREVIEW_FORMATS = ['terminal', 'md', 'json', 'html'] as const
export type PreviewFormat = (typeof PREVIEW_FORMATS)[number]

/** Ends in a newline. `terminal` and `json` name who would have got a label; `md` and `html` go around and name nobody. */
export function previewText(preview: Preview, format: PreviewFormat, options: TerminalOptions): string {
  switch (format) {
    case 'terminal':
      return previewOnTerminal(preview, options)
    case 'md':
      return previewAsMarkdown(preview)
    case 'json':
      return previewAsJson(preview)
    case 'html':
      return previewAsHtml(preview)
    default:
      return format satisfies never
  }
}
