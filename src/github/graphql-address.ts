// Where GraphQL is, beside REST: GitHub Enterprise Server has REST at /api/v3 and GraphQL at /api/graphql.

/** `restUrl`: with or without a slash at its end. https://docs.github.com/graphql/guides/managing-enterprise-accounts */
export function graphqlAddress(restUrl: string): string {
  const url = restUrl.replace(/\/$/, '')
  return url.endsWith('/api/v3') ? `${url.slice(0, -'/v3'.length)}/graphql` : `${url}/graphql`
}
