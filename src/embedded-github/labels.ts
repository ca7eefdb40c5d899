// What can be done to a repository's labels.
import { labelJson } from './payloads.ts'
import { type Account, type Label, Refusal, type Repo } from './state.ts'
import type { World } from './world.ts'

export function createLabel(
  world: World,
  repo: Repo,
  spec: { name: string; color?: string; description?: string | null },
  actor: Account,
): Label {
  checkLabel(spec.name, spec.description)
  if (world.label(repo, spec.name)) throw new Refusal(422, 'Validation Failed: already_exists')
  const label = world.ids.remember({
    ...world.ids.take('label'),
    name: spec.name,
    color: spec.color ?? 'ededed',
    description: spec.description ?? null,
  })
  repo.labels.push(label)
  world.emit('label', repo, actor, { action: 'created', label: labelJson(label) })
  return label
}

function checkLabel(name: string, description?: string | null): void {
  if (/^[\p{RGI_Emoji}\s]+$/v.test(name))
    throw new Refusal(422, 'Validation Failed: name must contain more than native emoji')
  if (name.length > 50)
    throw new Refusal(422, 'Validation Failed: name is too long (maximum is 50 characters)')
  if (/[\u{10000}-\u{10ffff}]/u.test(description ?? ''))
    throw new Refusal(422, "Validation Failed: description doesn't accept 4-byte Unicode")
  if ((description ?? '').length > 100) {
    throw new Refusal(422, 'Validation Failed: description is too long (maximum is 100 characters)')
  }
}

/** Labelling with a name that does not exist creates it, with GitHub's grey. */
export function ensureLabel(world: World, repo: Repo, name: string, actor: Account): Label {
  return world.label(repo, name) ?? createLabel(world, repo, { name }, actor)
}

/** Takes a label from the repository and from every thread. GitHub tells of the label alone, and updates no thread. */
export function deleteLabel(world: World, repo: Repo, label: Label, actor: Account): void {
  repo.labels = repo.labels.filter((other) => other !== label)
  for (const thread of repo.threads.values()) {
    thread.labels = thread.labels.filter((other) => other !== label)
  }
  world.ids.forget(label)
  world.emit('label', repo, actor, { action: 'deleted', label: labelJson(label) })
}

/** The label stays on every thread, under its new name. */
export function renameLabel(world: World, repo: Repo, label: Label, name: string, actor: Account): void {
  checkLabel(name)
  const changes = { name: { from: label.name } }
  label.name = name
  world.emit('label', repo, actor, { action: 'edited', label: labelJson(label), changes })
}
