// The families of tools whose errors are known, one line each; the first whose form fits a line says what it is.
import { any } from './families/any.ts'
import { dotnet } from './families/dotnet.ts'
import { go } from './families/go.ts'
import { jvm } from './families/jvm.ts'
import { native } from './families/native.ts'
import { node } from './families/node.ts'
import { others } from './families/others.ts'
import { packages } from './families/packages.ts'
import { php } from './families/php.ts'
import { python } from './families/python.ts'
import { ruby } from './families/ruby.ts'
import { rust } from './families/rust.ts'
import { services } from './families/services.ts'
import { shells } from './families/shells.ts'
import type { Family } from './family.ts'

/** What fits any tool comes last. */
export const FAMILIES: readonly Family[] = [
  packages,
  others,
  rust,
  native,
  dotnet,
  node,
  python,
  jvm,
  go,
  ruby,
  php,
  services,
  shells,
  any,
]
