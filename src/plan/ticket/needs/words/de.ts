// How training and consulting are asked for in German.
import { either, type NeedWords, upTo } from './need-words.ts'

const TEAM =
  '(?:(?:unser\\p{L}*|mein\\p{L}*|da?e?[rnms]|die|ein\\p{L}*|neue?n?|ganze?s?n?|\\d+) ){0,3}(?:[^\\s,;:]+ ){0,1}(?:team\\p{L}*|mitarbeiter\\p{L}*|kolleg\\p{L}*|entwickler\\p{L}*|administrator\\p{L}*|admins?|anwender\\p{L}*|abteilung\\p{L}*|firma|unternehmen\\p{L}*|student\\p{L}*|studierende\\p{L}*|auszubildende\\p{L}*|azubis?|leute|belegschaft|kunden)'
const COURSE =
  '(?:\\p{L}*schulung(?:en)?|schulungs(?:termin|angebot|tag|programm|unterlagen?)\\p{L}{0,2}|\\p{L}*workshops?|(?:online|anfänger|einsteiger|administrator(?:en)?|admin|entwickler|anwender|grund|fortgeschrittenen|präsenz)-?kurs(?:e|es|en)?|kurs(?:e|es)?|\\p{L}*seminare?n?|weiterbildung(?:en)?|fortbildung(?:en)?|einweisung|\\p{L}*lehrg(?:a|ä)nge?|trainings?(?:angebot|programm|tag)\\p{L}{0,2}|trainer(?:in)?|webinare?)'
const NOT_THING =
  '(?![-\\p{L}]*[- ](?:daten|datensatz|seite|id|tabelle|modul|plugin|lauf|skript|schleife|modell))'
const CONSULTING =
  '(?:\\p{L}*beratung(?:en|sleistung(?:en)?|sangebot\\p{L}*|stermin\\p{L}*|sstunden?|stag\\p{L}*|sprojekt)?|berater(?:in)?|consulting|consultant|freiberufler(?:in)?|freelancer|auftragsentwicklung|individualentwicklung|dienstleist(?:er|ung|ungen)|architektur-?(?:review|beratung|bewertung))'
const ASKS = `${either(
  'biete[tn]?|bieten sie|gibt es|gäbe es|habt ihr|haben sie|macht ihr|führt ihr|führen sie|veranstaltet ihr|veranstalten sie',
  '(?:wir|ich) (?:[^\\s,;:]+ ){0,3}(?:suche?n?|brauche?n?|benötigen?|möchten?|wünschen?|würden?|interessieren?|hätten?|planen?|wollen|will|bräuchten?)',
  'suche?n?|interesse an|interessier\\p{L}+ (?:uns|mich)|anfrage|angebot (?:für|über|zu)|preis(?:e)? (?:für|von|einer)|kosten (?:für|einer|von)|was kostet|wie viel kostet|(?:können|könnt) (?:ihr|sie)',
)}`

export const DE: NeedWords = {
  training: [
    `(?:kann|können) (?:man|wir|ich) ${upTo(4)}${COURSE} ${upTo(3)}(?:buchen|bekommen|belegen|besuchen|erhalten)`,
    `${ASKS} ${upTo(7)}${COURSE}${NOT_THING}`,
    `(?:schulung|workshop|kurs|seminar|training|weiterbildung)(?:en|e|s)? für ${TEAM}`,
    `(?:schulung|workshop|kurs|seminar|weiterbildung)s?(?:anfrage|angebot|termin\\p{L}*|kosten|preise?) `,
    `^(?:anfrage(?::| für| zu| zur| nach| wegen)? )?(?:einer? |eines )?(?:[^\\s,;:]+ ){0,2}(?:schulung|workshop|seminar|kurs)(?:s?anfrage|en|s)?(?: gesucht| gewünscht| möglich)?[?.!]*$`,
    `(?:kann|könnt|könnte|können|würde|würdet|würden) (?:jemand|ihr|sie|einer|man) ${upTo(2)}${TEAM} ${upTo(5)}(?:schulen|einweisen|unterrichten|ausbilden|trainieren)`,
    `${TEAM} ${upTo(5)}(?:schulen lassen|geschult werden|fortbilden|weiterbilden)`,
  ],
  doubtfulTraining: [
    `${ASKS} ${upTo(5)}trainings?${NOT_THING}(?= ?(?:$|[?.!,;:)])| (?:für|zu[mr]?|an|in|vor ort|bei|oder|und|über)(?= ))`,
  ],
  consulting: [
    'jemanden,? den (?:wir|ich|man) [^.!?]{0,40}(?:bezahlen|beauftragen|engagieren)',
    `${ASKS} ${upTo(7)}${CONSULTING}${NOT_THING}`,
    `(?:beauftragen|engagieren|anheuern|buchen) ${upTo(3)}(?:berater|entwickler|freelancer|experten)`,
    `(?:jemanden|euch|sie|einen (?:[^\\s,;:]+ ){0,2}(?:berater|entwickler|freelancer|experten)) ${upTo(6)}(?:beauftragen|engagieren|anheuern)`,
    '(?:bezahlt|kostenpflichtig|kommerziell|honorar|gegen bezahlung|gegen rechnung|stundensatz|tagessatz)\\p{L}* (?:[^\\s,;:]+ ){0,4}(?:beratung|consulting|entwicklung|umsetzung|unterstützung bei|architektur|migration|auftrag)',
    '(?:euer|ihr|dein|welcher|welchen) (?:stunden|tages)satz',
  ],
  not: [
    '(?:kurs|schulung|seminar|workshop|training)\\p{L}* (?:[^\\s,;:]+ ){0,4}(?:anlegen|erstellen|importieren|exportieren|löschen|bearbeiten|anzeigen|öffnen|veröffentlichen)',
    '(?:kein\\p{L}*|nicht|ohne|statt) (?:[^\\s,;:]+ ){0,3}(?:schulung\\p{L}*|workshops?|kurse?|seminare?|trainings?|beratung\\p{L}*|berater)',
    '(?:nach|während|in|im|bei|aus|seit|zu) (?:de[rmn]|eine[rm]?|unsere[rm]?|eure[rm]?|letzten?) (?:[^\\s,;:]+ ){0,2}(?:schulung\\p{L}*|workshops?|kurs(?:es)?|seminars?)',
    'wechselkurs\\p{L}*|börsenkurs\\p{L}*|aktienkurs\\p{L}*|zickzackkurs|kurs(?:daten|werte?|abfrage)\\p{L}*|vorberatung|beratungsresisten\\p{L}*',
  ],
  names: {
    training: ['\\p{L}*schulung(?:en)?|workshops?|trainings?|kurse?|weiterbildung|seminare?'],
    consulting: ['\\p{L}*beratung|consulting|auftragsentwicklung|individualentwicklung'],
    support: [
      '(?:technische[rn]? )?(?:support|hilfe|unterstützung)|fragen?|fehler(?:bericht|meldung)?|bugs?|installation',
    ],
  },
  fields: [
    'art (?:der|des|ihrer|deiner|eurer|von) (?:anfrage|hilfe|unterstützung|anliegens|bedarfs|supports?)',
    '(?:anfrage|anliegen|bedarfs|hilfe|support|ticket)-?(?:typ|art)',
    '(?:welche|was für eine?) (?:art (?:von )?)?(?:hilfe|unterstützung)\\b.*',
    'bedarf|anliegen',
  ],
}
