// What a repository asks of the sources of who pays, and what is wrong with it.

/** One repository's wish for a scope. All wishes for one scope are served by one synchronisation. */
export interface Need {
  scope: string
  source: string
  repositoryId: number
  owner: string
  ownerId: number
  /** Through which the App may read on behalf of this repository. */
  installationId: number
  /** What the settings name: logins, an account, or a file. */
  names: string[]
}

/** A mistake that settings or a source's own data cause; told to the maintainers, never swallowed. */
export interface SourceProblem {
  level: 'failure' | 'warning'
  message: string
  /** A file other than the settings, and its line. */
  file?: string
  line?: number
  /** What the settings call it; a problem is shown where that name is used. Left out: everywhere. */
  name?: string
}
