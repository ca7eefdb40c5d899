// A thread as a person writes it down: who is who, what the settings say, and what happens when.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { parse } from 'yaml'
import { z } from 'zod'

const HERE = import.meta.dirname
export const STORIES = join(HERE, 'stories')
export const PROJECTS = join(HERE, 'projects')

const written = z.strictObject({
  /** What the thread is kept for, in a sentence or two. */
  about: z.string(),
  /** `owner/name`: a folder of `projects` with settings and articles. */
  project: z.string(),
  /** Takes the place of the project's settings. */
  settings: z.string().optional(),
  /** Other repositories that are served, for transfers; also folders of `projects`. */
  also: z.array(z.string()).default([]),
  /** Where the times of this story are read and shown. */
  zone: z.string().default('UTC'),
  installed: z.string().default('2026-01-01 00:00'),
  private: z.boolean().default(false),
  archived: z.boolean().default(false),
  /** The articles stand in a private repository. */
  articlesArePrivate: z.boolean().default(false),
  /** What the matcher says of every question, where that is not to hang on its fit: the answer, or what may help. */
  says: z
    .strictObject({ answers: z.string().optional(), mayHelp: z.array(z.string()).default([]) })
    .optional(),
  maintainers: z.array(z.string()).default([]),
  /** Firstline's slug on GitHub. */
  app: z.string().default('firstline-app'),
  /** Ids of accounts (`login`) and repositories (`owner/name`), where it matters which. */
  ids: z.record(z.string(), z.int()).default({}),
  /** Who pays from the beginning. */
  pays: z
    .array(
      z.strictObject({
        who: z.string(),
        tier: z.string(),
        source: z.string().default('github_sponsors'),
        since: z.string().default('2025-01-01 00:00'),
        until: z.string().optional(),
        private: z.boolean().default(false),
      }),
    )
    .default([]),
  happens: z.array(z.record(z.string(), z.unknown())),
  /** Until when it is watched after the last thing that happened. */
  until: z.string().optional(),
})

const details = z.strictObject({
  title: z.string().optional(),
  body: z.string().optional(),
  labels: z.array(z.string()).optional(),
  label: z.string().optional(),
  category: z.string().optional(),
  /** Gives a comment a name, by which others speak of it. */
  as: z.string().optional(),
  /** A comment by its name; `answer`: Firstline's last comment. */
  comment: z.string().optional(),
  /** Of a ticket, where there are several; the newest if left out. */
  ticket: z.int().optional(),
  reason: z.string().optional(),
  to: z.string().optional(),
  with: z.enum(['👍', '👎']).optional(),
  who: z.string().optional(),
  tier: z.string().optional(),
  source: z.string().default('github_sponsors'),
  private: z.boolean().default(false),
  settings: z.string().optional(),
  /** A line of a file of deliveries beside the story; the first is 1. */
  file: z.string().optional(),
  part: z.int().optional(),
  until: z.string().optional(),
  /** When its deliveries arrive, if not at once. */
  arrives: z.string().optional(),
})

export interface Step extends z.output<typeof details> {
  at: number
  /** Login, or `Firstline`. */
  actor: string
  /** `opens an issue`, `comments`, … */
  verb: string
  arrivesAt: number
  untilAt: number | null
}

export interface Payer {
  who: string
  tier: string
  source: string
  sinceAt: number
  untilAt: number | null
  private: boolean
}

export interface Story
  extends Omit<z.output<typeof written>, 'happens' | 'installed' | 'until' | 'pays' | 'settings'> {
  name: string
  settings: string
  installedAt: number
  pays: Payer[]
  steps: Step[]
  untilAt: number
}

/** A story of the folder by its name. */
export function readStory(name: string): Story {
  return storyFrom(name, readFileSync(join(STORIES, `${name}.story.yml`), 'utf8'))
}

/** @throws where a time, a weekday or a word of it is wrong, saying where */
export function storyFrom(name: string, text: string): Story {
  const { happens, installed, until, pays, settings, ...rest } = written.parse(parse(text))
  const { zone } = rest
  const steps: Step[] = []
  for (const one of happens) steps.push(stepOf(one, steps.at(-1)?.at ?? null, zone))
  const lastAt = steps.at(-1)?.at ?? 0
  return {
    ...rest,
    name,
    settings: settings ?? settingsOf(rest.project),
    installedAt: moment(installed, null, zone),
    pays: pays.map(({ since, until: end, ...payer }) => ({
      ...payer,
      sinceAt: moment(since, null, zone),
      untilAt: end === undefined ? null : moment(end, null, zone),
    })),
    steps,
    untilAt: until === undefined ? lastAt : moment(until, lastAt, zone),
  }
}

export function settingsOf(project: string): string {
  const file = join(PROJECTS, project, 'firstline.yml')
  if (!existsSync(file)) throw new Error(`There is no project ${project}`)
  return readFileSync(file, 'utf8')
}

/** Its first key is the time, and what stands there who does what. */
function stepOf(one: Record<string, unknown>, before: number | null, zone: string): Step {
  const [[when, sentence] = ['', ''], ...others] = Object.entries(one)
  const [, actor, verb] = /^(\S+) (.+)$/.exec(String(sentence)) ?? []
  if (!actor || !verb) throw new Error(`${when}: "${String(sentence)}" says not who does what`)
  const at = moment(when, before, zone)
  if (before !== null && at < before)
    throw new Error(`${when}: ${String(sentence)} is before what stands above it`)
  const more = details.parse(Object.fromEntries(others))
  return {
    ...more,
    at,
    actor,
    verb,
    arrivesAt: more.arrives === undefined ? at : moment(more.arrives, at, zone),
    untilAt: more.until === undefined ? null : moment(more.until, at, zone),
  }
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `Mon 2026-11-16 09:12:04`, in the zone, or `+1h 30m` from what was before. The weekday is checked. */
function moment(text: string, before: number | null, zone: string): number {
  if (/^\+(?:\d+[smhd] ?)+$/.test(text) && before !== null) {
    const parts = [...text.matchAll(/(\d+)([smhd])/g)]
    return parts.reduce(
      (at, [, amount, unit]) => at + Number(amount) * UNITS[unit as keyof typeof UNITS],
      before,
    )
  }
  const [, weekday, day, time] =
    /^(?:([A-Z][a-z]{2}) )?(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?)$/.exec(text) ?? []
  const at = DateTime.fromISO(`${day}T${time}`, { zone })
  if (!day || !at.isValid) throw new Error(`"${text}" is no time`)
  const real = at.toFormat('ccc', { locale: 'en-US' })
  if (weekday !== undefined && weekday !== real) throw new Error(`${text}: ${day} is a ${real}`)
  return at.toMillis()
}
