// Which GitHub accounts a profile elsewhere declares. Pure.

/** Lower-case logins. A profile says so itself: it proves nothing. */
export function declaredLogins(
  links: ReadonlyArray<{ type?: string | null | undefined; url?: string | null | undefined }>,
): string[] {
  const logins = links.flatMap(({ type, url }) => {
    const login = type?.toUpperCase() === 'GITHUB' ? loginIn(url ?? '') : null
    return login === null ? [] : [login]
  })
  return [...new Set(logins)]
}

/** `https://github.com/x`, `github.com/x/`, `@x` and `x` are the login `x`; a link to a repository is nobody's. */
function loginIn(text: string): string | null {
  const plain = text.trim().slice(0, 300).toLowerCase()
  const path = plain
    .replace(/[?#].*$/s, '')
    .replace(/^(?:https?:)?\/\//, '')
    .replace(/^(?:www\.)?github\.com(?=\/|$)/, '')
    .replace(/^\/(?:orgs|sponsors)(?=\/)/, '')
    .replace(/^\/|\/$/g, '')
    .replace(/^@/, '')
  return /^[a-z\d][a-z\d_-]{0,99}$/.test(path) ? path : null
}
