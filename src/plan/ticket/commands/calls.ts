// The commands of a ticket's ledger, in the order they were given, with who gave them. Pure.
import type { CommandCall, ParsedCommand } from '../../../domain/command.ts'
import type { RoleOf } from '../../../domain/roles.ts'
import type { Steps } from '../../../domain/steps.ts'
import type { Entry, Role } from '../../../domain/ticket.ts'
import { entryOrder } from '../../../domain/ticket.ts'
import { commandArity, commandNamed } from './all-commands.ts'
import { addedCommands, commandText, parseCommands } from './parse.ts'

/** Every command in the ledger, also those of people who may not; bots and Firstline itself give none. */
export function commandCalls(
  entries: readonly Entry[],
  prefixAt: (at: number) => string,
  roleOf: RoleOf,
): CommandCall[] {
  const calls: CommandCall[] = []
  for (const entry of [...entries].sort(entryOrder)) {
    const commands = commandsOf(entry, prefixAt(entry.at))
    if (commands.length === 0) continue
    const role = roleOf(entry.actor, entry.at, 'act')
    if (role === 'bot' || role === 'self') continue
    const second = entry.kind === 'comment_edited' ? `@${Math.floor(entry.at / 1000)}` : ''
    for (const [index, command] of commands.entries()) {
      const may = mayUse(command, role, roleOf(entry.actor, entry.at) === 'requester')
      calls.push({
        ...command,
        commentId: entry.data.commentId ?? 0,
        nodeId: entry.data.nodeId ?? null,
        actor: entry.actor,
        role,
        at: entry.at,
        allowed: command.problem === null && may,
        mistaken: command.problem !== null && may,
        ...(entry.data.lane && { lane: true }),
        key: `${entry.data.commentId ?? 0}${second}:${index}:${commandText(command)}`,
      })
    }
  }
  return calls
}

/** Reads every comment once, with pauses: what was read is kept, so that `commandCalls` is quick afterwards. */
export function* readingCommands(entries: readonly Entry[], prefixAt: (at: number) => string): Steps<void> {
  for (const entry of entries) {
    commandsOf(entry, prefixAt(entry.at))
    yield
  }
}

function commandsOf(entry: Entry, prefix: string): ParsedCommand[] {
  if (entry.kind === 'comment') return parseCommands(entry.data.body ?? '', prefix, commandArity)
  if (entry.kind !== 'comment_edited') return []
  return addedCommands(entry.data.previousBody ?? '', entry.data.body ?? '', prefix, commandArity)
}

/** Whoever opened the ticket is its requester, also where they are a maintainer by now. */
function mayUse({ name }: ParsedCommand, role: Role, isRequester: boolean): boolean {
  const { who } = commandNamed(name)
  switch (who) {
    case 'maintainers':
      return role === 'maintainer'
    case 'requester too':
      return role === 'maintainer' || isRequester
    case 'requester alone':
      return isRequester
    default:
      return who satisfies never
  }
}
