// What is left of an error's message when everything that differs between two machines is taken out of it.
import { isInPackage, moduleOf } from './paths.ts'

/** The words of a message in lower case: no paths of a machine, addresses, numbers, ids, times, versions or people. */
export function wordsOf(message: string): string[] {
  const plain = withoutTimes(withoutPlaces(spelled(message)))
    .replace(PERSON, '$1 ')
    .replace(ANY_ID, ' ')
  const words = (plain.match(WORD) ?? []).map((word) => withoutVersion(word).toLowerCase())
  return words.filter((word) => word !== '' && !NOISE.has(word))
}

/** One spelling for what tools write in several. */
function spelled(message: string): string {
  return message
    .replace(QUOTES, "'")
    .replace(/\bcan't\b|\bcan not\b/gi, 'cannot')
    .replace(/(?<=[a-z])n't\b/gi, ' not')
    .replace(/\bSIGSEGV\b|\bsegfault\b/g, 'segmentation fault')
}

/** Addresses and paths of a machine out; a path within the project stays. */
function withoutPlaces(text: string): string {
  return text
    .replace(ADDRESS, ' ')
    .replace(QUOTED_PATH, ' ')
    .replace(PATH, ' ')
    .replace(RELATIVE, (path) => (isInPackage(path) ? ' ' : ` ${moduleOf(path)} `))
    .replace(HOST, ' ')
}

function withoutTimes(text: string): string {
  return text.replace(DATE, ' ').replace(TIME, ' ').replace(DAY, ' ')
}

/** `widget@2.1.0` is `widget`, `libssl.so.1.1` stays itself. */
function withoutVersion(word: string): string {
  if (/\.so(?:\.\d+)*$/.test(word)) return word
  const name = word.replace(/(?<=.)@[\^~<>=v]{0,3}\d?[\w.*+-]*$/, '').replace(/[-_]v?\d+(?:\.\d+)+\S*$/, '')
  return name.replace(/^[-./+:@]+(?=[^a-z]|$)/i, '').replace(/^[./+:-]+|[-./+:@]+$/g, '')
}

const QUOTES = /[\u2018\u2019\u201c\u201d\u00ab\u00bb\u2039\u203a`"]/g
const ADDRESS =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s'<>)]{1,900}|\b[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,60}(?::\S{1,200})?|\bgit@\S{1,300}/gi
/** Quotes hold paths with blanks in them. */
const QUOTED_PATH = /(['[(<])((?:[A-Za-z]:[\\/]|\\\\|~?\/(?![\s*/]))[^'\])><\n]{1,400})(?=['\])>])(?::\d+)*/g
const PATH =
  /(?<![\w./\\@~-])(?:[A-Za-z]:|~|\$HOME|%[A-Za-z]{2,20}%)?(?:[\\/]{1,2}[\p{L}\p{N}_.@+~%=!,#$-]{1,200}){1,60}[\\/]?(?:\(\d+(?:,\d+)?\)|(?::\d{1,7}){1,2})?/gu
const RELATIVE =
  /(?<![\w./\\@])\.{1,2}(?:[\\/][\w.@+~%-]{1,200}){1,60}(?::\d{1,7}){0,2}|(?<![\w./\\@-])@?[\w.+-]{1,100}(?:[\\/][\w.@+~%-]{1,200}){1,60}(?::\d{1,7}){0,2}/g
const HOST =
  /\b(?:localhost|host\.docker\.internal|\d{1,3}(?:\.\d{1,3}){3}|(?:[\w-]{1,60}\.){1,5}(?:local|internal|lan|corp|test|invalid|svc|localdomain|home|intra))(?::\d{1,5})?\b|(?<![\w:])\[?(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}\]?(?::\d{1,5})?(?![\w:])|(?<=[\w-]):\d{2,5}\b/gi
const DATE =
  /\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d\d\S{0,20})?|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\d{4}年\d{1,2}月\d{1,2}日/g
const TIME =
  /\b\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?[ap]\.?m\b\.?)?(?: ?(?:UTC|GMT|CES?T|[EP][DS]T)\b)?/gi
const DAY =
  /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? \d{0,2} ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} \d{1,2}\b/gi
/** Who and which one it was on that machine. */
const PERSON =
  /\b(users?|user name|username|login|role|account|container|pod|pods|node|host|hostname|server|session|request|trace|correlation|process|pid|thread|database|tenant|volume|namespace)(?: id)?[ :=]{1,3}(?:\\?'[^']{0,200}'(?:@'[^']{0,200}')?)/gi
const ANY_ID =
  /\b0x[0-9a-f]{1,16}\b|\b[0-9a-f]{8}-[0-9a-f-]{20,60}\b|\bsha(?:1|256|512)[:-][\w+/=]{6,100}|(?<![\w-])(?=[0-9a-f]{0,64}\d)(?=\d{0,64}[a-f])[0-9a-f]{7,64}(?![\w-])|(?<![\w/.-])(?=[A-Za-z_-]{0,80}\d)(?=[\d_-]{0,80}[A-Za-z])(?=\w{0,80}\d\w{0,80}[A-Za-z]\w{0,80}\d)[A-Za-z0-9_]{16,80}(?![\w.])/gi
const WORD =
  /@?[\p{L}_][\p{L}\p{M}\p{N}_]*(?:(?:[./@:+-]|::|->|\\)(?=[\p{L}\p{N}_@])[\p{L}\p{M}\p{N}_]+)*(?:@[\^~<>=v]{0,3}\d[\w.*+-]*)?/gu
/** Words that say nothing of an error, and how loudly it is told. */
const NOISE = new Set([
  'error',
  'fatal',
  'uncaught',
  'unhandled',
  'at',
  'the',
  'is',
  'are',
  'was',
  'were',
  'be',
  'it',
  'its',
  'this',
  'a',
  'an',
  'in',
  'of',
  'on',
  'line',
  'column',
  'col',
  'pid',
  'err',
  'err!',
  'ms',
  's',
  'kb',
  'mb',
  'gb',
  'bytes',
])
