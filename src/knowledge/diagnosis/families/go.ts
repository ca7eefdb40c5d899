// Go: panics, the compiler and modules.
import { type Family, frameOf } from '../family.ts'

export const go: Family = {
  forms: [
    { pattern: /^panic: (?:runtime error: )?(?<message>.+)/ },
    {
      pattern:
        /^fatal error: (?<message>(?:all goroutines|concurrent map|out of memory|stack overflow|unexpected signal).{0,100})/,
    },
    { pattern: /\bpackage (?<module>[\w./-]{3,200}) (?<message>is not in (?:GOROOT|std))/ },
    { pattern: /\bno required module provides package (?<module>[\w./-]{3,200})/ },
    {
      pattern:
        /\b(?<message>missing go\.sum entry) for (?:module providing package |go\.mod file; )?(?<module>[\w./-]{3,200})?/,
    },
    { pattern: /^(?:go: )?(?<module>[\w-]{1,60}\.[\w./-]{3,200})@\S{1,80}: (?<message>.{5,300})/ },
    { pattern: /^(?<file>[^\s:]{1,300}\.go):\d+(?::\d+)?: (?<message>.{3,300})/ },
  ],
  frame(line) {
    const [, name] =
      /^([\w-]{1,80}(?:\.[\w-]{1,80})?(?:\/[\w.%-]{1,100})*\.(?:\(\*?\w{1,100}\)\.)?[\w.]{1,100})\((?:0x|\.\.\.|\{|\)|_)/.exec(
        line,
      ) ?? []
    if (name === undefined) return null
    const isNobodys =
      /^(?:runtime|main\.main|panic|testing|net\/http|reflect|sync|syscall|os|internal)(?:[./]|$)/.test(name)
    return isNobodys
      ? { place: null, isPackage: false }
      : frameOf(name.replace(/\.func\d[\d.]*$/, ''), '', name.includes('/'))
  },
}
