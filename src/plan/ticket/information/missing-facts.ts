// Which of the facts that are asked for a ticket does not tell. Generous: asking for what is there is worse than silence.
import type { Facts } from '../../../domain/facts.ts'
import type { Diagnosis } from '../../../domain/triage.ts'
import { diagnose } from '../../../knowledge/index.ts'
import { formFields } from '../form-fields.ts'
import { labelsOf } from './field-labels.ts'

/** What the ticket says, and what its requester has said since. */
interface Told {
  text: string
  /** By label in lower case; of the comments too, where they have such headings. */
  fields: ReadonlyMap<string, string>
  diagnosis: Diagnosis
}

/** Those of `wanted` that are told nowhere, in their order. Linear in what was said. */
export function missingFacts(facts: Facts, wanted: readonly string[]): string[] {
  if (wanted.length === 0) return []
  const told = toldBy(facts)
  return [...new Set(wanted)].filter((fact) => !isTold(facts, told, fact))
}

/** More than that is a log. */
const MOST_CHARACTERS = 200_000

function toldBy({ ticket, story, repository }: Facts): Told {
  const comments = story.comments.filter(({ role }) => role === 'requester').map(({ body }) => body)
  const bodies = [ticket.body, ...comments]
  const fields = new Map<string, string>()
  for (const [label, value] of bodies.flatMap((body) => Object.entries(formFields(body)))) {
    const key = label.toLowerCase()
    if ((fields.get(key) ?? '') === '') fields.set(key, value)
  }
  const body = withoutTemplate(bodies.join('\n\n').slice(0, MOST_CHARACTERS))
  const filled = Object.fromEntries([...fields].filter(([, value]) => value !== ''))
  const told = { title: ticket.title, body, fields: filled, project: repository.name }
  return { text: `${ticket.title}\n${body}`, fields, diagnosis: diagnose(told) }
}

/** Comments, labels of fields and examples name what nobody told. */
function withoutTemplate(body: string): string {
  return body
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '\n')
    .replace(/^### .*$/gm, '')
    .replace(
      /[[(](?:e\.? ?g\.?|for example|such as|z\. ?B\.|p\. ?ex\.|ex\.?|例如|例)[^\])\n]{0,200}[\])]/giu,
      '',
    )
}

function isTold(facts: Facts, told: Told, fact: string): boolean {
  const { diagnosis, text } = told
  switch (fact.toLowerCase()) {
    case 'version':
      return hasVersion(told)
    case 'platform':
      return diagnosis.platforms.length > 0 || isFilledIn(told, PLATFORM_FIELD) || PLATFORM.test(text)
    case 'log':
      return hasLog(told)
    default:
      return labelsOf(facts.forms, fact).some((label) => isWritten(told, label))
  }
}

function hasVersion(told: Told): boolean {
  const { diagnosis, text } = told
  return Object.keys(diagnosis.versions).length > 0 || isFilledIn(told, VERSION_FIELD) || VERSION.test(text)
}

/** A log, a picture of it, or a file; also a form's field for it. */
function hasLog(told: Told): boolean {
  const { diagnosis, text } = told
  return diagnosis.hasLog || diagnosis.signatures.length > 0 || isFilledIn(told, LOG_FIELD) || LOG.test(text)
}

const VERSION_FIELD = /version|release|build|版本|バージョン|버전|верси|versión|versão/iu
const PLATFORM_FIELD =
  /\bos\b|operating|platform|system|environment|\benv\b|umgebung|betriebssystem|plateforme|plataforma|entorno|système|sistema|платформ|систем|系统|平台|环境|環境|プラットフォーム|운영|플랫폼|환경/iu
const LOG_FIELD =
  /\blogs?\b|output|trace|error|日志|日誌|报错|错误|ログ|エラー|로그|오류|ошибк|журнал|journal|registro|fehler|erreur|erro/iu

// What repeats is bounded: it is looked for from every place, in text of anybody.
/** `1.2`, `v3`, `version 4`, `latest`, a commit. */
const VERSION =
  /\bv?\d+\.\d+|\bv\d+\b|(?:version|release|build|版本|バージョン|버전|верси\p{L}{0,20}|versión|versão)\W{0,4}\d|\b(?:latest|newest|nightly|main branch|master|HEAD)\b|最新|neueste|dernière version|última versi|последн\p{L}{1,20} верси|最新版|최신/iu
const PLATFORM =
  /\b(?:linux|windows|win(?:10|11|32|64)|mac ?os|os ?x|macbook|ubuntu|debian|fedora|centos|rhel|red ?hat|arch|alpine|suse|mint|freebsd|openbsd|android|ios|ipados|iphone|docker|podman|kubernetes|k8s|wsl|raspberry|raspbian|nixos|arm64|aarch64|x86|amd64|m[1-4]|chromeos|aws|azure|gcp|heroku|vercel|synology|unraid|proxmox)\b/iu
const LOG =
  /```|~~~|^(?: {4}|\t)\S|!\[[^\]]{0,300}\]\(|<img |user-attachments|\/files\/\d|gist\.github|pastebin|https?:\/\/\S{1,300}\.(?:log|txt|png|jpe?g)/imu

function isFilledIn({ fields }: Told, pattern: RegExp): boolean {
  return [...fields].some(([label, value]) => value !== '' && pattern.test(label))
}

/** As a form's field, or by hand: `Database: PostgreSQL`, a heading of any size with something below it. */
function isWritten({ fields, text }: Told, label: string): boolean {
  if ((fields.get(label) ?? '') !== '') return true
  const lines = text.split('\n').map((line) => line.toLowerCase())
  return lines.some((line, i) => {
    const said = line.replace(/^[\s>#*_|+-]+/, '')
    if (!said.startsWith(label) || fields.has(said.trim())) return false
    const rest = said.slice(label.length).replace(/^[\s*_|]+/, '')
    if (/^[:=：]/.test(rest)) return /[^\s:=：*_|]/.test(rest)
    return rest === '' && isAnswered(lines.slice(i + 1, i + 4))
  })
}

function isAnswered(lines: readonly string[]): boolean {
  const next = lines.find((line) => line.trim() !== '')
  return next !== undefined && !/^\s*#/.test(next) && !/^_no response_$/.test(next.trim())
}
