// Which signals each profile and style is fitted on, and how strongly its weights are held back.
import type { Profiles, Style } from '../src/knowledge/model.ts'

export interface Recipe {
  ranker: string[]
  acceptance: string[]
  /** Weight of the square of each weight: the fewer the examples, the more. */
  holdRanker: number
  holdAcceptance: number
}

const WORDS = `fit coverage askedCoverage closest close3 title overlap manner manner3 mannerCentre mannerMany
  closestMany passage`
const VECTORS = 'centre nearest nearest3 body soft softClosest'
const SENTENCE = 'said saidWhole heart heartWhole page pageWhole near'
const ACCEPT = `score margin share mass terms questions size sizeMargin fit2 closest2 coverage2 marginCoverage
  closestMass coverageMass uncovered passage2 passageMass lacked
  agreed lead_fit lead_closest lead_close3 lead_manner lead_mannerCentre lead_passage`
const ACCEPT_VECTORS = 'softClosest2 lead_centre lead_nearest lead_soft'
const ACCEPT_SENTENCE = 'near2 saidNear heart2 nearCoverage both lead_said lead_heart lead_page lead_near'

/** Where bodies are searched, words alone rank best by their whole score. */
const TOLD_WORDS = 'fit'
const TOLD_SENTENCE = 'fit page near'

/** Documentation has few examples, so few signals: what more of them gains in fitting, other projects lose. */
const DOCS_WORDS = 'fit coverage passage title'
const DOCS_SENTENCE = `fit coverage passage ${SENTENCE}`
const DOCS_ACCEPT = 'margin margin4 share mass terms lacked lead_fit lead_passage fit coverage'
const DOCS_ACCEPT_WORDS = 'uncovered coverageMass passageMass fitMass title closest passage'
const DOCS_ACCEPT_SENTENCE = 'near page pageWhole lead_near lead_page both'

export function recipeOf(profile: keyof Profiles, style: Style): Recipe {
  const isSpoken = profile === 'sentence' || profile === 'glossedSentence'
  const more = isSpoken ? SENTENCE : profile === 'vectors' ? VECTORS : ''
  const acceptMore = isSpoken ? ACCEPT_SENTENCE : profile === 'vectors' ? ACCEPT_VECTORS : ''
  if (style === 'docs') {
    return {
      ranker: split(isSpoken ? DOCS_SENTENCE : DOCS_WORDS),
      acceptance: split(`${DOCS_ACCEPT} ${isSpoken ? DOCS_ACCEPT_SENTENCE : DOCS_ACCEPT_WORDS}`),
      holdRanker: 3e-4,
      holdAcceptance: 5e-2,
    }
  }
  const isGlossed = profile === 'glossed' || profile === 'glossedSentence'
  const told = isSpoken ? TOLD_SENTENCE : TOLD_WORDS
  return {
    ranker: split(style === 'told' ? told : `${WORDS} ${more}`),
    acceptance: split(`${WORDS} ${more} ${ACCEPT} ${acceptMore}`),
    holdRanker: 1e-4,
    holdAcceptance: isGlossed ? 1e-2 : 1e-3,
  }
}

function split(names: string): string[] {
  return names.trim().split(/\s+/)
}
