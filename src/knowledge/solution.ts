// Tells which comment of a thread holds the solution: not the last word, which is often "Did it work?".
import { piecesOf } from './markdown.ts'

export interface Said {
  by: 'maintainer' | 'requester'
  /** Markdown, without commands. */
  text: string
}

/**
 * The maintainer's comment that holds the solution, or null where none does: of those that say what to do, up to the
 * requester's word that it helped, the last one that says about as much as the fullest.
 * @param said the thread up to its close, in order
 */
export function solutionIn(said: readonly Said[]): string | null {
  const helped = said.findLastIndex(({ by, text }) => by === 'requester' && saysThatItHelped(text))
  return fullest(said.slice(0, Math.max(0, helped))) ?? fullest(said)
}

function fullest(said: readonly Said[]): string | null {
  const told = said.filter(({ by }) => by === 'maintainer')
  const weighed = told.map(({ text }) => ({ text, weight: weightOf(text) }))
  const most = Math.max(0, ...weighed.map(({ weight }) => weight))
  return most === 0 ? null : weighed.findLast(({ weight }) => weight >= most * ABOUT)!.text
}

const ABOUT = 0.6
/** Letters of an advice that comes without code, a link, or a word that says what to do. */
const ADVICE = 40
const LONG = 400

/** How much a comment tells to do, 0 for one that asks, thanks or takes leave. */
function weightOf(markdown: string): number {
  const { prose, code } = parted(markdown.slice(0, 20_000))
  const statements = sentencesOf(prose).filter((sentence) => !ASKS.test(sentence) && !CHATTER.test(sentence))
  const letters = statements.join('').match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const isClear = code || /https?:\/\//.test(prose) || statements.some((sentence) => TO_DO.test(sentence))
  if (letters < (isClear ? 2 : ADVICE)) return 0
  return Math.min(letters, LONG) / LONG + Number(code) + Number(isClear) / 2
}

function parted(markdown: string): { prose: string; code: boolean } {
  const quoted = markdown.replace(/^[ \t]*>.*$/gm, '')
  const pieces = piecesOf(quoted)
  const prose = pieces.map(({ kind, from, until }) => (kind === 'prose' ? quoted.slice(from, until) : ' '))
  return { prose: prose.join(''), code: pieces.some(({ kind }) => kind === 'code') }
}

function sentencesOf(prose: string): string[] {
  return (prose.match(/[^.!?。！？\n]+(?:\.(?=\S)[^.!?。！？\n]+)*[.!?。！？]*/g) ?? [])
    .map((one) => one.trim())
    .filter(Boolean)
}

const ASKS = /[?？]\s*$/
const CHATTER =
  /^(?:hi|hello|hey|dear|thanks?|thank you|thx|great|glad|good|nice|cool|awesome|perfect|happy|welcome|clos(?:e|ed|ing)|i(?:'m| am| will|'ll) (?:clos|look|tak|check|investigat|get back|have a look)\w*|let (?:me|us) know|you(?:'re| are) welcome|no (?:problem|worries)|sorry|looking into|i can(?:not|'t)? reproduce|confirmed|same here|please (?:share|post|provide|paste|attach|tell|send|confirm|report|let)|can you|could you|hallo|danke|freut|gern|bitte (?:schick|poste|teil)|谢谢|感谢|不客气|请(?:提供|贴)|好的)(?![\p{L}])/iu
const TO_DO =
  /(?<!\p{L})(?:use|set|run|add|install|remove|delete|change|try|upgrade|update|downgrade|replace|configure|enable|disable|fixed|released|see|rename|move|need to|have to|should|must|instead|verwende|setze|aktualisier\w*|installier\w*|behoben|请|使用|设置|运行|升级|安装|修复)(?!\p{L})|请|使用|设置|运行|升级|安装|修复/iu
const HELPED =
  /\b(?:works?|worked|working|fixed|solved|resolved|did it|did the trick|helped|perfect)\b|解决了|可以了|有用|funktioniert|geklappt|помогло/i
/** Thanks alone say so where nothing else is said. */
const THANKS = /\b(?:thanks?|thank you|thx|danke|gracias|merci)\b|谢谢|спасибо/i
const SHORT = 60
const NOT_YET =
  /\b(?:not|n't|still|but|no luck|never|nothing|doesnt|didnt)\b|n['’]t\b|还是|没有|不行|仍然|nicht|immer noch|aber|не\s/i

function saysThatItHelped(text: string): boolean {
  const { prose } = parted(text.slice(0, 2_000))
  const helped = HELPED.test(prose) || (text.trim().length <= SHORT && THANKS.test(prose))
  return helped && !NOT_YET.test(prose) && !sentencesOf(prose).some((one) => ASKS.test(one))
}
