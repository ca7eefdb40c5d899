// `commands`: how commands in comments are written.
import { map, optional, text } from '../kinds.ts'
import { section } from '../section.ts'

export const commandsSection = section({
  key: 'commands',
  about: 'A line of a comment that begins with the prefix and is a command is carried out.',
  schema: () =>
    optional(
      map({
        prefix: optional(
          text(
            '1 to 3 signs such as `"/"` that are no letters, digits or spaces and mean nothing in Markdown',
            {
              pattern: /^[^\p{L}\p{N}\s\p{Cc}<>`@*_[\]\\]{1,3}$/u,
              shape: /^[^A-Za-z0-9\s<>`@*_[\]\\]{1,3}$/,
            },
          ),
          { description: 'What a command begins with.', default: '/' },
        ),
      }),
      { description: 'Commands in comments.' },
    ),
  read: (value) => ({ commands: { prefix: value?.prefix ?? '/' } }),
})
