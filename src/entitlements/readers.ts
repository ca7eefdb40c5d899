// Makes the reader of each source from what the server holds.
import { sources } from './all-sources.ts'
import { membersReader } from './members.ts'
import type { SourceReader, SourceWorld } from './source.ts'

/** Readers by source name, and of `members`; a source that lacks its credential may have none, and is not read. */
export function entitlementReaders(world: SourceWorld): Partial<Record<string, SourceReader>> {
  const readers: Partial<Record<string, SourceReader>> = { members: membersReader(world.members) }
  for (const { name, reader } of sources) {
    const made = reader(world)
    if (made) readers[name] = made
  }
  return readers
}
