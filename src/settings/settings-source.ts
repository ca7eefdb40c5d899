// A file that settings are read from, and how files are read.

/** The file of a default branch; null where there is none or it cannot be seen. Throws where GitHub fails. */
export interface SettingsReader {
  readFile(owner: string, repo: string, path: string): Promise<{ text: string; sha: string } | null>
}

export interface SettingsSource {
  path: string
  /** `owner/name`. */
  repository: string
  /** Of the blob. */
  sha: string
  text: string
}
