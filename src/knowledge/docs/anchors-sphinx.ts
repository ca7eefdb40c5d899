// How docutils, and Sphinx with it, names sections: https://docutils.sourceforge.io/docs/ref/rst/directives.html#identifier-keys
import type { Naming, ReadPage } from './page.ts'

/**
 * A label beside a heading is a name of its own, which stays when the words change. Names that docutils numbers count
 * only as long as nothing else on the page was numbered.
 */
export function sphinxNames({ taken }: ReadPage): Naming {
  const used = new Set<string>()
  let next = 0
  let number = 1
  /** What an element gets that wants this name; whether the name is its own. */
  const named = (name: string): { id: string; isOwn: boolean } => {
    const own = docutilsId(name)
    const isOwn = own !== '' && !used.has(own)
    while (!isOwn && used.has(`id${number}`)) number++
    const id = isOwn ? own : `id${number}`
    used.add(id)
    return { id, isOwn }
  }
  return ({ text, id, labels }, part) => {
    for (; next < taken.length && taken[next]!.part <= part; next++) named(taken[next]!.id)
    const found = [...labels, ...(id === null ? [] : [id]), text].map(named)
    const own = found.find(({ isOwn }) => isOwn)
    return own?.id ?? (taken.length === 0 ? found.at(-1)!.id : null)
  }
}

/** `make_id` of docutils: Latin letters without marks, digits and single hyphens. */
function docutilsId(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ßæœȸȹøđħıłŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȥȴȵȶȷȼȿɀɇɉɋɍɏ]/g, (sign) => LATIN[sign] ?? sign)
    .normalize('NFKD')
    .replace(/[^\p{ASCII}]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
}

const LATIN: Record<string, string> = {
  ß: 'sz',
  æ: 'ae',
  œ: 'oe',
  ȸ: 'db',
  ȹ: 'qp',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŧ: 't',
  ƀ: 'b',
  ƃ: 'b',
  ƈ: 'c',
  ƌ: 'd',
  ƒ: 'f',
  ƙ: 'k',
  ƚ: 'l',
  ƞ: 'n',
  ƥ: 'p',
  ƫ: 't',
  ƭ: 't',
  ƴ: 'y',
  ƶ: 'z',
  ǥ: 'g',
  ȥ: 'z',
  ȴ: 'l',
  ȵ: 'n',
  ȶ: 't',
  ȷ: 'j',
  ȼ: 'c',
  ȿ: 's',
  ɀ: 'z',
  ɇ: 'e',
  ɉ: 'j',
  ɋ: 'q',
  ɍ: 'r',
  ɏ: 'y',
}
