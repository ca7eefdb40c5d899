// What a rule for a label posts: its comment, or its template with the facts of the ticket in the place of variables.
import type { Facts } from '../../../domain/facts.ts'
import { fillTemplate, type TemplateVariable } from '../../../domain/template.ts'
import { mentionOf, safeInline } from '../../../words/safe-text.ts'
import { noDeadlineText } from '../../../words/ticket/messages.ts'
import type { Firing } from './label-firings.ts'
import type { Wait } from './label-wait.ts'

/** Markdown of the maintainers; what others wrote is in it as they typed it. Empty where the rule says nothing. */
export function commentOf(facts: Facts, firing: Firing, wait: Wait | null): string {
  const { comment, template } = firing.rule
  if (template?.text) return fillTemplate(template.text, (variable) => wordFor(variable, facts, firing, wait))
  return comment ?? ''
}

function wordFor(
  variable: TemplateVariable,
  { ticket, repository }: Facts,
  { span, star }: Firing,
  wait: Wait | null,
): string {
  switch (variable) {
    case 'requester':
      return mentionOf(ticket.requester)
    case 'title':
      return safeInline(ticket.title)
    case 'number':
      return String(ticket.number)
    case 'repository':
      return safeInline(`${repository.owner}/${repository.name}`)
    case 'label':
      return safeInline(span.label)
    case 'name':
      return safeInline(star)
    case 'maintainer':
      return span.role === 'maintainer' && span.by ? safeInline(span.by.login) : 'the maintainers'
    case 'day':
      return wait?.day ?? noDeadlineText
    default:
      return variable satisfies never
  }
}
