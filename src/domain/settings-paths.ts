// Where settings are read from, and where somebody may put them by mistake.

export const SETTINGS_PATH = '.github/firstline.yml'
/** Where settings are read from: the first that is there. */
export const SETTINGS_PATHS: readonly string[] = [SETTINGS_PATH, '.github/firstline.yaml']

/** True for a path that somebody may take for the settings file, and that is not read. */
export function isNearSettings(path: string): boolean {
  if (SETTINGS_PATHS.includes(path)) return false
  return /^(?:(?:\.github|docs|\.config)\/)?\.?firstline(?:[-_.]?(?:settings|config))?\.(?:ya?ml|json|toml)(?:\.txt)?$/i.test(
    path,
  )
}
