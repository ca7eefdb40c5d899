// The languages in which training and consulting are asked for, one line each.
import { DE } from './de.ts'
import { EN } from './en.ts'
import { ES } from './es.ts'
import { FR } from './fr.ts'
import { JA } from './ja.ts'
import { KO } from './ko.ts'
import type { NeedWords } from './need-words.ts'
import { PT } from './pt.ts'
import { RU } from './ru.ts'
import { ZH } from './zh.ts'

/** With spaces between their words: an entry is found as whole words. */
export const SPACED: readonly NeedWords[] = [EN, DE, FR, ES, PT, RU]
/** Without, or with endings on every word. */
export const UNSPACED: readonly NeedWords[] = [ZH, JA, KO]
