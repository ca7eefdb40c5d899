// How training and consulting are asked for in French.
import { either, type NeedWords, upTo } from './need-words.ts'

const TEAM =
  "(?:(?:notre|nos|mon|mes|ma|une?|des|les|la|l[’']|toute?|\\d+|petite?) ?){0,3}(?:équipes?|collaborateurs?|employés?|salariés?|développeurs?|administrateurs?|utilisateurs?|collègues|entreprise|société|étudiants?|ingénieurs?|service|agents|personnel)"
const COURSE =
  "(?:formations?(?! (?:d[’']équipe de|des? (?:données|modèle|image|particule)))|ateliers?|stages? de formation|cours(?! (?:de|d[’']|des) (?:exécution|développement|route|installation|téléchargement|chargement|la|le))|séminaires?|webinaires?|formateurs?|formatrice|sessions? de formation|certification professionnelle)"
const CONSULTING =
  "(?:consulting|consultants?|cabinet|freelances?|prestations?(?: de (?:conseil|service|développement))?|prestataires?|(?:mission|service|accompagnement|offre)s? (?:de |d[’'])?(?:conseil|audit|accompagnement|expertise)|conseil en \\p{L}+|accompagnement (?:payant|professionnel|technique|sur mesure)|audit (?:payant|d[’']architecture|de notre)|développements? (?:sur mesure|spécifiques?|payants?))"
const ASKS = `${either(
  'propose(?:z|s|nt)?(?:-vous|-tu)?|offre(?:z|s|nt)?(?:-vous|-tu)?|organise(?:z|s|nt)?(?:-vous|-tu)?|donne(?:z|s)(?:-vous|-tu)|dispense(?:z|nt)(?:-vous)?|assure(?:z|s)(?:-vous|-tu)|fai(?:tes|s)(?:-vous|-tu)|ave(?:z)-vous|vendez-vous',
  "(?:existe-t-il|y a-t-il|il y a|est-ce qu[’']il (?:y a|existe)|auriez-vous|connaissez-vous|pouvez-vous (?:proposer|organiser|assurer|fournir)|pourriez-vous (?:proposer|organiser|assurer|fournir))",
  "(?:nous|je|j[’']|on) ?(?:[^\\s,;:]+ ){0,2}(?:cherch(?:ons|e)|recherch(?:ons|e)|souhait(?:ons|e|erions|erais|erait)|voudr(?:ions|ais|ait)|aimer(?:ions|ais|ait)|besoin|intéressée?s?|envisag(?:eons|e)|sommes intéressés|désir(?:ons|e))",
  "cherch(?:ons|e|er)|recherche|besoin (?:d[’']une?|de)|intéressée?s? par|demande|devis|tarifs?|prix|coût|combien coûte",
)}`

/** Who does so has the course already. */
const DOING = 'à|créer|importer|exporter|supprimer|modifier|afficher|ouvrir|publier|aide'

export const FR: NeedWords = {
  training: [
    `${ASKS} ${upTo(6, DOING)}${COURSE}`,
    `(?:formation|atelier|cours|séminaire)s? (?:[^\\s,;:]+ ){0,3}pour ${TEAM}`,
    `(?:former|formiez|formez) ${TEAM}`,
    "(?:devis|tarifs?|prix|demande|coût) (?:pour une |d[’']une |de |pour )?(?:formation|atelier)s?",
  ],
  doubtfulTraining: [],
  consulting: [
    `${ASKS} ${upTo(6)}${CONSULTING}`,
    `(?:embaucher|engager|recruter|missionner|payer) ${upTo(3)}(?:consultant|développeur|freelance|expert|prestataire|mainteneur|vous)`,
    '(?:payant|rémunéré|facturé|contre rémunération)\\p{L}* ?(?:[^\\s,;:]+ ){0,3}(?:conseil|développement|audit|accompagnement|migration|mission)',
    '(?:conseil|développement|audit|accompagnement|mission)s? (?:[^\\s,;:]+ ){0,2}(?:payant|rémunéré|facturé)e?s?',
    '(?:votre|vos|quel est votre) (?:taux (?:horaire|journalier)|tjm|tarif (?:horaire|journalier))',
  ],
  not: [
    '(?:pas|sans|aucune?|plus) (?:[^\\s,;:]+ ){0,3}(?:formations?|ateliers?|cours|conseil|consultants?|prestations?)',
    "(?:après|pendant|durant|lors d[e’']|suivi|dans|depuis|suite à|pour) (?:la|le|une?|cette|ma|mon|notre|votre|l[’']) ?(?:[^\\s,;:]+ ){0,1}(?:formations?|ateliers?|cours|séminaires?)(?= (?:où|que|sur|j|nous|on|l|le|la|et|,)|[,.])",
    "(?:en|au) cours|bien sûr|formation (?:de|d[’'](?:un|une)) (?:nuages?|étoiles?|cristaux)|centre de formation|module (?:de )?formation|page (?:de )?formation",
  ],
  names: {
    training: ['formations?|ateliers?|cours|stage'],
    consulting: [
      'conseils?|consulting|consultation|prestations?|accompagnement|développement (?:sur mesure|spécifique)',
    ],
    support: ['(?:support|aide|assistance)(?: technique)?|questions?|bugs?|anomalies?|installation'],
  },
  fields: [
    "(?:type|nature|genre|catégorie) (?:de |du |d[’']|de la |de votre |de l[’'])(?:votre )?(?:demande|aide|besoin|assistance|requête|support|service)",
    "(?:quel|de quel) (?:type |genre )?(?:d[’']aide|de besoin|besoin|support)\\b.*",
    '(?:votre )?besoin',
  ],
}
