// What a ticket is about: by a label `topic: NAME` or the form's field that is named so, else by the best article.
import type { Facts } from '../../../domain/facts.ts'
import { formFields } from '../form-fields.ts'
import { labelsOf } from './field-labels.ts'

/** In lower case. `verdict`: whether the knowledge base may be asked. */
export function topicsOf(facts: Facts): string[] {
  const labelled = facts.onGitHub.labels.flatMap(
    (label) => /^topic:\s*(\S.*)$/i.exec(label.trim())?.[1] ?? [],
  )
  const told = [...labelled, ...inForm(facts)]
  return (told.length > 0 ? told : facts.knowledge.verdict().topics).map((topic) =>
    topic.trim().toLowerCase(),
  )
}

const NAMED = /^(?:topic|thema|sujet|tema|tópico|тема|トピック|주제|主题|主題)\s*[*:：]?$/iu

/** What was chosen, one or several. */
function inForm(facts: Facts): string[] {
  const labels = labelsOf(facts.forms, 'topic')
  const chosen = Object.entries(formFields(facts.ticket.body)).filter(
    ([label]) => NAMED.test(label) || labels.includes(label.toLowerCase()),
  )
  return chosen.flatMap(([, value]) => value.split(/[,\n]/).map(plain)).filter((topic) => topic !== '')
}

/** Of a list of boxes only those that are ticked. */
function plain(choice: string): string {
  if (/^\s*[-*+] \[ ?\]/.test(choice)) return ''
  return choice.replace(/^\s*[-*+] (?:\[[xX]\] )?/, '').trim()
}
