// Java, Kotlin and Scala, Maven and Gradle.
import type { Family, Frame } from '../family.ts'

export const jvm: Family = {
  forms: [
    { pattern: /\binvalid (?:source|target) release: \d{1,2}/, isOwn: true },
    {
      pattern: /\b(?<name>NoClassDefFoundError|ClassNotFoundException): (?<module>[\w./$]{3,200})/,
      says: '',
    },
    {
      pattern:
        /\b(?<name>NoSuchMethodError|NoSuchFieldError|AbstractMethodError): '?(?:[\w.[\]]{1,100} )?(?<module>[\w.$/]{3,200})/,
      says: '',
    },
    {
      pattern: /\b(?<name>UnsupportedClassVersionError): (?<module>[\w./$]{3,200})/,
      says: 'compiled by a newer Java',
    },
    {
      pattern: /\b(?<name>UnsatisfiedLinkError): (?:no )?(?<module>[\w-]{2,80}) in java\.library\.path/,
      says: 'no',
    },
    {
      pattern: /\bCould not (?:find|transfer) artifact (?<module>[\w.-]{2,100}:[\w.-]{2,100})/,
      says: 'could not find artifact',
    },
    {
      pattern: /\bCould not (?:resolve|find) (?<module>[\w.-]{2,100}:[\w.-]{2,100})/,
      says: 'could not find artifact',
    },
    { pattern: /\bPlugin \[id: '(?<module>[\w.-]{3,100})'/, says: 'plugin was not found' },
    {
      pattern: /\bFailed to execute goal |\bCOMPILATION ERROR|\bBUILD FAILURE|\bFAILURE: Build failed/,
      isWrapper: true,
    },
    {
      pattern:
        /\bExecution failed for task '|\bCould not resolve all \w+|\bCould not (?:resolve|download) dependencies/,
      isWrapper: true,
    },
    {
      pattern:
        /^(?:e: )?(?:file:\/\/)?(?<file>[^\s:]{1,300}\.(?:java|kts?|scala))\S{0,20}:? ?(?:\[\d+,\d+\]|\d+)?[: ]*(?:error: )?(?<message>\S.{5,300})/,
      onlyInLogs: true,
    },
    { pattern: /\bUnsupported class file major version (?<module>\d{2})/, isOwn: true },
  ],
  frame: frameOfJvm,
}

function frameOfJvm(line: string): Frame | null {
  const [, name] =
    /^\s*at (?:[\w.@-]{1,80}\/{1,2}){0,2}([\w.$<>-]{3,300})\((?:[\w$-]{1,100}\.(?:java|kt|scala|groovy|kts)(?::\d+)?|Native Method|Unknown Source|<generated>)\)/.exec(
      line,
    ) ?? []
  if (name === undefined) return null
  if (/^(?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy)\./.test(name))
    return { place: null, isPackage: false }
  const plain = name
    .toLowerCase()
    .replace(/lambda\$(\w+)\$\d+/g, '$1')
    .replace(/\$+\w*cglib\w*|\$\d+/g, '')
  return { place: plain, isPackage: plain.split('.').length > 3 }
}
