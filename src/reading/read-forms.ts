// Reads a repository's forms for issues and discussions, where its settings ask for facts that their fields hold; only those that are new.
import { type IssueForms, NO_FORMS } from '../domain/issue-forms.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import { readingOf } from '../store/repository-reading.ts'
import type { ReadingDeps } from './deps.ts'
import { fieldsOfForm } from './issue-form.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

const FOLDER = '.github'
/** `config.yml` is about the page on which a form is chosen. */
const FORM = /^\.github\/(?:ISSUE|DISCUSSION)_TEMPLATE\/(?!config\.ya?ml$)[^/]+\.ya?ml$/i
/** More than anybody has to choose from. */
const MOST_FORMS = 50

export async function readFormsOf(
  { store, github: connections }: Needs,
  repository: Repository,
  settings: Settings,
): Promise<{ forms: IssueForms; changed: boolean }> {
  const before = (await readingOf(store.db, repository.id))?.forms ?? NO_FORMS
  if (Object.keys(settings.needsInformation).length === 0) return { forms: before, changed: false }
  const github = connections.forInstallation(repository.installationId)
  const folder = await github.listFolder(repository, FOLDER)
  const found = folder.files.filter(({ path }) => FORM.test(path)).slice(0, MOST_FORMS)
  const files = Object.fromEntries(found.map(({ path, sha }) => [path, sha]))
  if (JSON.stringify(files) === JSON.stringify(before.files)) return { forms: before, changed: false }
  const texts = await github.readBlobs(repository, [...new Set(Object.values(files))])
  return { forms: { files, ...readForms(files, texts) }, changed: true }
}

function readForms(
  files: Record<string, string>,
  texts: ReadonlyMap<string, string>,
): Pick<IssueForms, 'labels' | 'unread'> {
  const labels = new Map<string, Set<string>>()
  const unread: string[] = []
  for (const [path, sha] of Object.entries(files)) {
    const fields = fieldsOfForm(texts.get(sha) ?? '', path)
    if (!fields) unread.push(path)
    for (const { id, label } of fields ?? []) labels.set(id, (labels.get(id) ?? new Set()).add(label))
  }
  return { labels: Object.fromEntries([...labels].map(([id, all]) => [id, [...all]])), unread }
}
