// What a part of a comment would be, in words: the preview shows no keys.

/** `key` is the marker's: it tells parts of one kind apart. What articles are called is not told to everybody. */
export function partWords(
  { kind, key }: { kind: string; key: string },
  commandPrefix: string,
  articlesAreSeen: boolean,
): string {
  switch (kind) {
    case 'answer':
      return articlesAreSeen ? `answer with the article ${key}` : 'answer with an article'
    case 'escalation':
      return `notice: ${escalationWords(key)}`
    case 'label-rule':
      return `${ruleWords(key)} ${key.replace(/@\d+(?::.*)?$/, '')}`
    case 'reply':
      return `reply to ${commandPrefix}${key.slice(key.lastIndexOf(':') + 1)}`
    case 'reminder':
      return 'reminder of the requester'
    default:
      return kind.replaceAll('-', ' ')
  }
}

/** `next_response@1792401840:at_risk` → `next response at risk`. */
function escalationWords(key: string): string {
  return key.replace(/@\d+/, '').replace(/[:_]/g, ' ').trim()
}

function ruleWords(key: string): string {
  const outcome = /@\d+:(.*)$/.exec(key)?.[1]
  if (outcome === 'closed') return 'closing by the label'
  return outcome === 'no-article' ? 'notice of no article for the label' : 'comment of the label'
}
