// Java, Kotlin and Scala, Maven and Gradle.
import type { Family, Frame } from '../family.ts'

export const jvm: Family = {
  forms: [
    { pattern: /\b(?:NoClassDefFoundError|ClassNotFoundException): (?<module>[\w./$]{3,200})/ },
    { pattern: /\b(?:NoSuchMethodError|NoSuchFieldError|AbstractMethodError): '?(?<module>[^\n']{3,200})/ },
    {
      pattern:
        /\b(?<name>UnsupportedClassVersionError): (?<module>[\w./$]{3,200}) (?<message>has been compiled .{5,60})/,
    },
    {
      pattern:
        /\b(?<name>UnsatisfiedLinkError): (?:no )?(?<module>[\w-]{2,80}) (?<message>in java\.library\.path)/,
    },
    {
      pattern:
        /^(?:\[ERROR\] )?(?:Failed to execute goal )(?<module>[\w.-]{3,100}:[\w.-]{3,100}):[\w.-]{1,40}:(?<message>\S{2,60}) .{0,300}$/,
      isWrapper: true,
    },
    {
      pattern:
        /\bCould not (?:resolve|find|transfer) (?:artifact |dependencies for project |all \w+ for configuration )?(?<module>[\w.-]{2,100}:[\w.-]{2,100})/,
    },
    { pattern: /\bPlugin \[id: '(?<module>[\w.-]{3,100})'.{0,60}\] (?<message>was not found)/ },
    { pattern: /^(?:\[ERROR\] )?(?:COMPILATION ERROR|BUILD FAILURE|FAILURE: Build failed)/, isWrapper: true },
    { pattern: /^Execution failed for task '(?<module>:[\w:-]{2,100})'/, isWrapper: true },
    {
      pattern:
        /^(?:\[ERROR\] |e: )?(?:file:\/\/)?(?<file>[^\s:]{1,300}\.(?:java|kts?|scala))\S{0,20}:? ?(?:\[\d+,\d+\]|\d+)?[: ]*(?:error: )?(?<message>\S.{5,300})/,
      onlyInLogs: true,
    },
    { pattern: /\bUnsupported class file major version (?<code>\d{2})/ },
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
