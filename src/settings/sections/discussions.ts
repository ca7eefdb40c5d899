// `discussions`: which categories are no tickets.
import { asList, listOf, map, optional, text } from '../kinds.ts'
import { section } from '../section.ts'

const LEFT_OUT = ['announcements', 'polls', 'show-and-tell']

export const discussionsSection = section({
  key: 'discussions',
  about:
    'Discussions in these categories are no tickets: nothing is labelled, answered, timed or counted there. `leave_out: []` makes every discussion a ticket.',
  schema: () =>
    optional(
      map({
        leave_out: optional(
          listOf(
            text('the slug or the name of a category, of 1 to 100 characters', { max: 100, pattern: /\S/ }),
            'a list of slugs or names of categories such as `[announcements, polls]`',
          ),
          { description: 'Categories, by slug (`show-and-tell`) or name.', default: LEFT_OUT },
        ),
      }),
      { description: 'Which discussions are tickets.' },
    ),
  read: (value) => ({ discussions: { leaveOut: asList(value?.leave_out ?? LEFT_OUT) } }),
})
