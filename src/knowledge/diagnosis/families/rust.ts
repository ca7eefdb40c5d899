// Rust: panics, the compiler and Cargo.
import { type Family, frameOf } from '../family.ts'

export const rust: Family = {
  forms: [
    { pattern: /^error\[(?<code>E\d{4})\]: (?<message>.+)/ },
    {
      pattern:
        /^thread '[^']{0,100}' (?:\(\d+\) )?panicked at '(?<message>.{1,400}?)', (?<file>(?:[A-Za-z]:)?[^\s:]{1,300}\.rs):\d+/,
    },
    {
      pattern: /^thread '[^']{0,100}' (?:\(\d+\) )?panicked at (?<file>(?:[A-Za-z]:)?[^\s:]{1,300}\.rs):\d+/,
      next: /^(?!note:|stack backtrace)(?<message>\S.{2,300})/,
    },
    {
      pattern:
        /^error: could not compile|^error: aborting due to|^error: build failed|^warning: build failed/,
      isWrapper: true,
    },
    { pattern: /^error: failed to run custom build command for `/, isWrapper: true },
    { pattern: /^error: linker `(?<module>[\w.+-]{1,60})` (?<message>not found)/ },
    {
      pattern: /^error: failed to select a version for (?:the requirement )?`(?<module>[\w-]{1,80})/,
    },
    { pattern: /^error: no matching package (?:named )?`(?<module>[\w-]{1,80})` (?<message>found)/ },
    {
      pattern:
        /^error: package `(?<module>[\w-]{1,80}) v[\w.+-]{1,40}` (?<message>cannot be built because it requires rustc)/,
    },
    {
      pattern:
        /\bThe (?:system|pkg-config) library `(?<module>[\w.+-]{1,80})`(?: required by crate `[\w-]{1,80}`)? (?<message>was not found)/,
    },
  ],
  frame(line) {
    const [, name] =
      /^\s*\d{1,3}: (?:0x[0-9a-f]{4,16} - )?([\w:<>{}#. &,*]{3,300}?)(?:::h[0-9a-f]{16})?$/.exec(line) ?? []
    if (name === undefined || !name.includes('::')) return null
    if (/^<?(?:std|core|alloc|rust_begin|backtrace|__rust|tokio::runtime)\b/.test(name))
      return { place: null, isPackage: false }
    return frameOf(name.replace(/::\{\{closure\}\}|<|>| as .*/g, ''), '', true)
  },
}
