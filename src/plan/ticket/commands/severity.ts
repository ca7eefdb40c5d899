// `/severity`: how grave it is, as a label; it orders what is equally urgent, and changes no clock.
import type { CommandCall } from '../../../domain/command.ts'
import { mistypedMessage } from '../../../words/ticket/mistake-words.ts'
import { SEVERITIES } from '../labels/labels.ts'
import { severityLabels } from '../labels/severity.ts'
import { putOn, takeOff } from '../wants.ts'
import { COMMANDED, type Command, languageFor } from './command.ts'

export const severity: Command = {
  name: 'severity',
  arguments: { least: 1, most: 1, like: /^\d+$/ },
  who: 'maintainers',
  usage: 'severity 1-4',
  help: 'say how grave it is, 1 being the gravest; the queue goes by it among what is equally urgent',
  want(facts, call) {
    const { prefix } = facts.settings.commands
    const wanted = askedBy(call)
    if (!wanted) {
      return {
        mistake: mistypedMessage(
          languageFor(facts, call),
          `${prefix}severity ${call.words[0]}`,
          `${prefix}${severity.usage}`,
        ),
      }
    }
    if (call.key !== facts.commands.findLast(askedBy)?.key) return { wants: [] }
    const wish = { why: COMMANDED }
    const others = severityLabels(facts).filter((one) => one.severity !== wanted.severity)
    return {
      wants: [
        putOn(facts, `severity:${call.key}`, wanted.label, wish),
        ...others.map(({ severity: n, label }) =>
          takeOff(facts, `severity:${call.key}:off:${n}`, label.name, wish),
        ),
      ],
    }
  },
}

function askedBy({ name, allowed, words }: CommandCall) {
  if (name !== severity.name || !allowed) return undefined
  return SEVERITIES.find((one) => String(one.severity) === words[0])
}
