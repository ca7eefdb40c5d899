// Package managers: npm, pnpm, Yarn, pip, apt and the like.
import type { Family } from '../family.ts'

export const packages: Family = {
  forms: [
    { pattern: /\bFailed to download `(?<module>[\w.-]{1,80})/, says: 'failed to download' },
    {
      pattern: /\b(?<name>PackagesNotFoundError): /,
      says: '',
      next: /^\s*- (?:[\w-]{1,40}::)?([\w.-]{1,80})/,
    },
    {
      pattern: /^code (?<code>ERESOLVE)$/,
      next: /\bpeer (@?[\w./-]{1,100})@.{0,80} from (@?[\w./-]{1,100})@/,
    },
    {
      pattern:
        /^code (?<code>E404|E401|E403|ETARGET|EBADENGINE|EBADPLATFORM|EUSAGE|EINTEGRITY|EJSONPARSE|EOTP|ENEEDAUTH)$/,
      next: /'(@?[\w./%-]{1,120})@.{0,80}' is not in|No matching version found for (@?[\w./-]{1,120})@|Unsupported (?:engine|platform) for (@?[\w./-]{1,120})@|(Failed to parse|Missing: @?[\w./-]{1,80}|integrity checksum failed|This operation requires a one-time password)/,
    },
    {
      pattern: /^code [A-Z\d]{1,20}$|^(?:errno|syscall|path|dest|cwd) \S|^A complete log of this run/,
      saysNothing: true,
    },
    {
      pattern: /^ERESOLVE (?:unable|could not)|^404 |^notarget |^Could not resolve dependency:/,
      saysNothing: true,
    },
    {
      pattern:
        /\bfind (?:VS|Python) \**\s?(?<message>(?:Could not find any Visual Studio|Could not find any Python|You need to install).{3,100})/,
      isOwn: true,
    },
    {
      pattern:
        /^(?:Lifecycle script `\S{1,60}` failed|command (?:failed|sh -c|\S{1,100}cmd\.exe)|Failed at the|not ok$)/,
      isWrapper: true,
    },
    { pattern: /^(?<code>ERR_PNPM_\w{3,60})\s+(?<message>.{3,300})/ },
    { pattern: /YN0000: .{0,20}Failed with errors/, saysNothing: true },
    { pattern: /(?<code>YN\d{4}): (?:│ )?(?:.{0,60}?: )?(?<message>.{3,300})/ },
    {
      pattern: /^error Command failed with exit code|^error Command ".{1,60}" not found|^ELIFECYCLE\b/,
      isWrapper: true,
    },
    {
      pattern: /\bCouldn't find (?:any versions for|package) "(?<module>@?[\w./-]{1,100})"/,
      says: 'could not find package',
    },
    {
      pattern: /\bCould not find a version that satisfies the requirement (?<module>[\w.-]{1,80})/,
      says: 'no distribution found for',
    },
    {
      pattern: /\bNo matching distribution found for (?<module>[\w.-]{1,80})/,
      says: 'no distribution found for',
    },
    { pattern: /\bFailed building wheel for |\bFailed to build [\w.-]{1,80}$/, isWrapper: true },
    {
      pattern:
        /\b(?:subprocess-exited-with-error|metadata-generation-failed|legacy-install-failure|did not run successfully|command '.{1,200}' failed with exit code)/,
      isWrapper: true,
    },
    {
      pattern: /\bexternally[- ]managed[- ]environment\b|\bThis environment is externally managed/,
      says: 'externally managed environment',
      isOwn: true,
    },
    {
      pattern: /\b(?<module>[\w.-]{1,80}) [\d.]{1,20}(?:\w{1,8})? requires [\w.-]{1,80}.{0,60}, but you have/,
    },
    { pattern: /\bCannot install .{1,200} because these package versions have conflicting dependencies/ },
    { pattern: /\bUnable to locate package (?<module>[\w.+-]{1,80})/, says: 'unable to locate package' },
    {
      pattern: /\bPackage '(?<module>[\w.+-]{1,80})' has no installation candidate/,
      says: 'unable to locate package',
    },
    { pattern: /^(?<module>[\w.+-]{1,80} : (?:Depends|PreDepends|Breaks|Conflicts): [\w.+-]{1,80})/ },
    { pattern: /\b(?<code>NO_PUBKEY [0-9A-F]{8,40})/, says: 'public key is not available' },
    { pattern: /\bdpkg: error processing (?:package|archive) (?<module>[\w.+-]{1,80})/ },
    { pattern: /^E: (?<message>.{5,300})/ },
    { pattern: /^(?:dpkg|apt|yum|dnf|pacman|brew|apk): (?:error|warning)?:? ?(?<message>.{5,300})/ },
    {
      pattern: /\bNo available formula (?:or cask )?with the name "(?<module>[\w.@/-]{1,80})"/,
      says: 'no available formula',
    },
    { pattern: /^(?<module>[\w.+-]{1,80}) \(no such package\)/ },
  ],
}
