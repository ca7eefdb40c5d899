// How docutils, and Sphinx with it, names sections: https://docutils.sourceforge.io/docs/ref/rst/directives.html#identifier-keys
import type { Naming, ReadPage } from './page.ts'

/**
 * A label beside a heading is a name of its own, which stays when the words change. Names that docutils numbers count
 * only as long as nothing else on the page was numbered.
 */
export function sphinxNames({ taken }: ReadPage): Naming {
  const used = new Set<string>()
  let next = 0
  let numbered = 1
  const passed = (part: number) => {
    for (; next < taken.length && taken[next]!.part < part; next++) used.add(docutilsId(taken[next]!.id))
  }
  return ({ text, id, labels }, part) => {
    passed(part)
    const names = [...labels, ...(id === null ? [] : [id])].map(docutilsId)
    for (const name of names) used.add(name)
    const own = docutilsId(text)
    const isFree = own !== '' && !used.has(own)
    if (isFree) used.add(own)
    while (!isFree && used.has(`id${numbered}`)) numbered++
    const counted = isFree ? null : `id${numbered}`
    if (counted) used.add(counted)
    const label = names.find((name) => name !== '')
    return label ?? (isFree ? own : taken.length === 0 ? counted : null)
  }
}

/** `make_id` of docutils: Latin letters without marks, digits and single hyphens. */
export function docutilsId(name: string): string {
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
