// Package managers: npm, pnpm, Yarn, pip, apt and the like.
import type { Family } from '../family.ts'

export const packages: Family = {
  forms: [
    {
      pattern: /^(?:code )?(?<code>ERESOLVE)$/,
      next: /(?:\bpeer (?<module>@?[\w./-]{1,100})@.{0,80} from (?<message>@?[\w./-]{1,100})@)/,
    },
    {
      pattern:
        /^(?:code )?(?<code>E404|E401|E403|ETARGET|EBADENGINE|EBADPLATFORM|EUSAGE|EINTEGRITY|EJSONPARSE|ENOVERSIONS|EOTP|ENEEDAUTH|ECOMPROMISED)$/,
      next: /(?:'(?<module>@?[\w./%-]{1,120})@.{0,80}' is not in|No matching version found for (?<message>@?[\w./-]{1,120})@|Unsupported (?:engine|platform) for (?<name>@?[\w./-]{1,120})@|(?<file>Failed to parse|Missing: \S{1,80}|Integrity|This operation requires))/,
    },
    { pattern: /^code (?:ELIFECYCLE|1|E[A-Z]{3,20})$|^(?:errno|syscall|path|dest) \S/, saysNothing: true },
    {
      pattern:
        /^(?:Lifecycle script `\S{1,60}` failed|command (?:failed|sh -c|\/bin\/sh)|A complete log of this run|Failed at the|This is probably not a problem)/,
      isWrapper: true,
    },
    { pattern: /^(?<code>ERR_PNPM_\w{3,60})\s+(?<message>.{3,300})/ },
    { pattern: /(?<code>YN\d{4}): (?:│ )?(?:.{0,60}?: )?(?<message>.{3,300})/ },
    {
      pattern: /^error Command failed with exit code|^error Command ".{1,60}" not found|^ELIFECYCLE\b/,
      isWrapper: true,
    },
    {
      pattern:
        /^(?:error )?(?:Couldn't find any versions for|Couldn't find package) "(?<module>@?[\w./-]{1,100})"/,
    },
    { pattern: /\bCould not find a version that satisfies the requirement (?<module>[\w.-]{1,80})/ },
    { pattern: /\bNo matching distribution found for (?<module>[\w.-]{1,80})/ },
    {
      pattern:
        /\bFailed building wheel for (?<module>[\w.-]{1,80})|\bFailed to build (?<message>[\w.-]{1,80})$/,
      isWrapper: true,
    },
    {
      pattern:
        /\b(?:subprocess-exited-with-error|metadata-generation-failed|legacy-install-failure|× .{3,60} did not run successfully)/,
      isWrapper: true,
    },
    { pattern: /\b(?<message>externally-managed-environment)\b/ },
    {
      pattern:
        /\b(?<module>[\w.-]{1,80}) [\d.]{1,20}(?:\w{1,8})? (?<message>requires [\w.-]{1,80}).{0,60}, but you have/,
    },
    {
      pattern:
        /\bCannot install .{1,200} because these package versions have (?<message>conflicting dependencies)/,
    },
    { pattern: /^E: Unable to locate package (?<module>[\w.+-]{1,80})/ },
    { pattern: /^E: Package '(?<module>[\w.+-]{1,80})' has no installation candidate/ },
    {
      pattern:
        /^\s*(?<module>[\w.+-]{1,80}) : (?<message>(?:Depends|PreDepends|Breaks|Conflicts): [\w.+-]{1,80})/,
    },
    { pattern: /\b(?<code>NO_PUBKEY) (?<module>[0-9A-F]{8,40})/ },
    { pattern: /^dpkg: error processing (?:package|archive) (?<module>[\w.+-]{1,80})/ },
    { pattern: /^E: (?<message>.{5,300})/ },
    { pattern: /^(?:dpkg|apt|yum|dnf|pacman|brew|apk): (?:error|warning)?:? ?(?<message>.{5,300})/ },
    { pattern: /^Error: No available formula (?:or cask )?with the name "(?<module>[\w.@/-]{1,80})"/ },
    { pattern: /^\s*(?<module>[\w.+-]{1,80}) \(no such package\)/ },
  ],
}
