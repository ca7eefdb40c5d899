// The addresses of a repository's articles and sections of documentation, wherever and at whatever commit they are read.
import { gently } from '../agenda/gently.ts'
import type { Repository } from '../domain/repository.ts'
import type { DocsSettings } from '../domain/settings.ts'
import { type AddressBook, addressBook } from '../knowledge/address-book.ts'
import { docsGlobs } from '../knowledge/docs/globs.ts'
import type { Article } from '../knowledge/index.ts'
import { fingerprintOf } from '../knowledge/text.ts'
import type { Db } from '../store/open.ts'
import { namesOf } from '../store/other-names.ts'

interface Addressed {
  repository: Pick<Repository, 'owner' | 'name'>
  docs: readonly DocsSettings[]
  articles: readonly Article[]
  sections: readonly Article[]
  articlesAt: { repository: string }
}

const AT_COMMIT = /(?<=\/blob\/)[0-9a-f]{40,64}(?=\/)/

/** `addresses` tells one set of them from another. */
export async function addressesOf(
  db: Db,
  webUrl: string,
  { repository, docs, articles, sections, articlesAt }: Addressed,
): Promise<{ slugAt: AddressBook; addresses: string }> {
  const sectionsIn = docsIn(repository, docs)
  const namesOfArticles = await namesOf(db, articlesAt.repository)
  const namesOfSections = sectionsIn === null ? [] : await namesOf(db, sectionsIn)
  const addressed = [...articles, ...sections].map(({ slug, path, section }) => {
    return { slug, path, section, repositories: section === null ? namesOfArticles : namesOfSections }
  })
  const told = addressed.map(
    ({ slug, path, section }) => `${slug}\n${path}\n${(section?.url ?? '').replace(AT_COMMIT, '')}`,
  )
  return {
    slugAt: await gently(addressBook(`${webUrl}/${repository.owner}/${repository.name}/issues/1`, addressed)),
    addresses: fingerprintOf([...namesOfArticles, ...namesOfSections, ...told].join('\n')),
  }
}

/** The repository of all documentation; null: of several, each section has the address it is told by. */
function docsIn({ owner, name }: Addressed['repository'], docs: readonly DocsSettings[]): string | null {
  const own = `${owner}/${name}`
  const [first, ...others] = docsGlobs(docs, own)
  return first && others.length === 0 ? (first.repository ?? own) : null
}
