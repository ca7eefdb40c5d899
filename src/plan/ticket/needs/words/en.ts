// How training and consulting are asked for in English.
import { either, type NeedWords, upTo } from './need-words.ts'

/** What may stand before: `two-day on-site`. */
const HOW = `${either(
  'an?|any|some|the|your|our|one of|official|paid|commercial|professional|private|public|custom(?:ised|ized)?|individual|regular|live|remote|virtual|online|on-?site|in-?house|in-?person|hands-?on|instructor-led|corporate|company|team|staff|employee|user|developer|engineer|admin(?:istrator)?s?|beginners?|advanced|introductory|basic|short|full-?day|half-?day|(?:one|two|three|four|five|\\d)[- ]?(?:day|hour|week)s?|technical|structured|formal|certified|kind of|sort of|form of|more',
)} `
const TEAM =
  '(?:(?:our|my|the|a|your|us|new|whole|entire|small|internal|of|\\d+|five|ten|twenty) ){0,3}(?:[^\\s,;:]+ ){0,2}(?:teams?|staff|employees|colleagues|co-?workers|developers?|engineers?|admins?|administrators?|operators?|users|analysts|scientists|researchers|department|organi[sz]ation|company|students|interns|people|customers|group)'
/** Where the word ends what is said of it, or goes on about people and topics. */
const ENDS =
  '(?= ?(?:$|[?.!,;:)]))|(?= (?:for|in|about|or|and|by|at|near|that|which|where|covering|regarding|tailored|remotely|online|on-?site|next|this|during|available|too|as well|please|possible|(?:we|i) (?:could|can|might))\\b)|(?= on (?!multi|several|custom|my|one|two|\\d|cpu|windows|linux|mac))|(?= with (?:you|your|one|the (?:team|maintainers?)|an? (?:core )?(?:developer|maintainer|expert))\\b)'
const COURSE = `${either(
  'training (?:sessions?|courses?|classes|programs?|programmes?|workshops?|packages?|services?|days?|offerings?|seminars?|providers?)',
  'lunch-and-learns?|(?:private|paid|individual) lessons|workshops?|(?<!of )courses?|seminars?|webinars?|boot ?camps?|master ?classe?s?|tutoring|coaching(?: sessions?)?|onboarding sessions?|certification (?:courses?|programs?|programmes?|training|exams?)',
)}(?:${ENDS})`
const TRAINING = `trainings?(?:${ENDS})`
const OFFERS = `${either('whether', 'if', 'do', 'does', 'can', 'could', 'would', 'will', 'are', 'is')} ${either(
  'you(?: guys| all| folks)?',
  'your (?:team|company|organi[sz]ation)',
  'anyone|anybody|someone|somebody|any of you|one of you',
  'the (?:team|maintainers?|project|company|developers|authors?|core team)',
)} (?:here |also |could |can |would |might |perhaps |maybe |possibly |currently |still |able to |willing to |know of |know |be able to |be willing to )*${either(
  'offer(?:ing)?|provid(?:e|ing)|run|take on|accept|undertake|running|giv(?:e|ing)|hold|organi[sz]e|host|conduct|deliver|sell|arrange|do|have|planning|aware of|of',
)}`
const WANTS = `${either(
  "(?:we|i|they|my (?:company|team|boss)|our (?:company|team|organi[sz]ation|department)|management|customer) (?:are |am |is |'re |'m |would |will |'d |also |currently |really |urgently )*(?:would like|'d like|want|wants|need|needs|wish|require|requires|look(?:ing)? for|searching for|interested in|hoping for|planning|considering|like|love|seeking|in need of|after)(?: to (?:book|order|buy|purchase|request|get|arrange|schedule|organi[sz]e|attend|join|take|have|receive|inquire about|enquire about|ask (?:for|about)|know (?:if|whether) you (?:offer|provide|run|have|do|give)))?",
  'looking for|interested in|in need of|searching for|^(?:need|want|wanted|seeking|requesting)',
  '(?:can|could|how (?:do|can|could) (?:we|i)|where (?:can|do) (?:we|i)|possible to|like to|want to|wish to|hope to|try(?:ing)? to) (?:please )?(?:book|order|buy|purchase|request|get|find|arrange|schedule|organi[sz]e|attend|receive|have|take|sign up for)',
  '(?:can|could) (?:we|i) (?:please )?(?:get|book|have|schedule|arrange)',
  '(?:invite|ask|pay|get) (?:you|someone|somebody|one of you) (?:to )?(?:give|hold|run|teach|for)',
  '(?:inquiry|enquiry|inquire|enquire|inquiring|enquiring|request|asking|question|ask) (?:about|for|regarding|on)',
  '(?:is|are) there (?:any|an?|some|also|maybe)',
  '(?:price|pricing|prices|costs?|fees?|rates?|quote|quotation|offer|availability|dates|proposal) (?:of|for|on)',
  'how much (?:is|are|does|do|would|for|will)',
)}`
const GAP = `(?:${HOW})*${upTo(2, 'to|how|whether|that|with|using')}`
const ASK =
  'request|inquiry|enquiry|options|possibilities|opportunities|pricing|wanted|needed|offer(?:ing)?s?|availability|question'

const CONSULTING = `${either(
  'consult(?:ing|ancy|ations?|ants?)(?: (?:services?|engagements?|sessions?|hours?|days?|work|packages?|calls?|rates?|offer(?:ing)?s?|support|projects?|basis|contracts?))?',
  'professional services|advisory (?:services?|sessions?|calls?)',
  '(?:paid|freelance|contract|external|experienced) (?:[^\\s,;:]+ ){0,2}(?:freelancers?|contractors?|developers?|experts?|engineers?|consultants?)',
  'freelancers?|(?:freelance|contract) (?:work|projects?|jobs?)|(?:paid|commercial|custom|bespoke|contract) (?:software |feature )?(?:development|implementation)(?: (?:work|services?))?',
  '(?:paid|commercial) (?:[^\\s,;:]+ ){0,2}(?:engagement|architecture review|audit|assessment|migration(?: project| help| assistance)?|integration)',
)}(?:${ENDS}|(?= (?:to|who|from)\\b))`
const REVIEW =
  '(?:architecture|architectural|infrastructure|deployment|design|set-?up) (?:review|audit|assessment|advice|workshop)'

export const EN: NeedWords = {
  training: [
    `${OFFERS} ${GAP}${COURSE}`,
    `${WANTS} ${GAP}${COURSE}`,
    `${either(OFFERS, WANTS)} ${GAP}(?:training|courses?|workshops?|coaching|lessons|an? introduction|an? onboarding) (?:sessions? |courses? )?for ${TEAM}`,
    `^(?:[^\\s,;:]+ ){0,3}(?:training|workshop|course)s? for ${TEAM}[?.!]*$`,
    `^(?:[^\\s,;:]+ ){0,2}(?:training|workshop|course|coaching)s? (?:${ASK})[?.!]*$`,
    `(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody|one of (?:you|the [^\\s]+)|a maintainer) (?:please |also |maybe |come and )*(?:train|teach|coach|upskill|educate) (?:us|${TEAM})\\b`,
    `(?:someone|somebody|anyone|an? (?:trainer|expert|instructor|teacher|maintainer|person)) (?:to|who (?:can|could|would)) (?:train|teach|coach|upskill|educate) (?:us|${TEAM})\\b`,
    `(?:can|could) ${TEAM} be (?:trained|taught|coached)`,
    '(?:pay|paying) for (?:[^\\s,;:]+ )?(?:lessons|an? (?:course|workshop))',
    '^private lessons[?.!]*$',
    `(?:have|having) (?:you|your team|someone|somebody|one of you) (?:train|teach|coach) (?:us|our)\\b`,
    `(?:have|get) (?:${TEAM}) (?:trained|certified|educated|upskilled)\\b`,
    '(?:looking for|need|hire|find|recommend|seeking|want) (?:an? )?(?:[^\\s,;:]+ ){0,2}(?:trainer|instructor|tutor|coach) (?:for|who|to (?:train|teach|come|give))\\b',
    `(?:book|arrange|organi[sz]e) (?:${HOW})+(?:[^\\s,;:]+ ){0,2}(?:training|workshop|course|seminar)s?(?:${ENDS}|(?= sessions?\\b))`,
  ],
  doubtfulTraining: [
    'when (?:is|does|will|are) the next (?:[^\\s,;:]+ ){0,2}(?:trainings?|courses?|workshops?|seminars?)(?! (?:run|step|job|phase))',
    `(?:is|are) (?:${HOW})*(?:[^\\s,;:]+ )?(?:trainings?|workshops?|courses?)(?: sessions?)? (?:available|possible|offered)`,
    `${OFFERS} ${GAP}${TRAINING}`,
    `${WANTS} ${GAP}${TRAINING}`,
    '(?:how much|what) (?:does|do|would|is|are) (?:your |a |an |the )?(?:[^\\s,;:]+ ){0,2}(?:trainings?|workshops?|courses?) cost',
  ],
  consulting: [
    `${OFFERS} ${GAP}${CONSULTING}`,
    `${WANTS} ${GAP}${CONSULTING}`,
    `^(?:[^\\s,;:]+ ){0,3}(?:consulting|consultancy|professional services) (?:${ASK})[?.!]*$`,
    `${either('hire', 'engage', 'commission', 'contract')} (?:one of (?:you|the [^\\s]+)|you|someone|somebody|an? (?:[^\\s,;:]+ ){0,2}(?:developer|consultant|freelancer|contractor|expert|maintainer|engineer|specialist)|the maintainers?|your (?:team|company|services))\\b`,
    `(?:you|anyone|anybody|one of you|somebody|someone|maintainers?|core developers?) (?:here |currently )*(?:is |are |be )?available for (?:${HOW})*(?:hire|contract|consult\\p{L}+|freelanc\\p{L}+|an? engagement|paid|custom)`,
    `(?:are|is) (?:you|anyone|anybody|one of you|somebody|someone) (?:here |currently )*available for (?:${HOW})*(?:hire|contract|consult\\p{L}+|freelanc\\p{L}+|an? engagement|paid|custom)`,
    `${either(WANTS, OFFERS)} (?:${HOW})*(?:[^\\s,;:]+ ){0,2}${REVIEW} (?:by|from|with|done by) (?:you|your|one of|the|an?|somebody|someone|core)\\b`,
    '(?:can|could|would) (?:you|someone|one of you|a maintainer|the maintainers) (?:please )?(?:consult|advise) (?:for )?(?:us|our (?:team|company|project)) ',
    '(?:advise|consult) (?:us|our (?:team|company)) (?:on|about|regarding|with|in) (?:our|the|a|an|how) ',
    '(?:pay|paying|paid|budget) (?:you |for |someone |a maintainer )+(?:[^\\s,;:]+ ){0,3}(?:consult\\p{L}*|architecture|migration|custom development|implementation work)\\b',
    `(?:your|hourly|daily|day) (?:hourly |daily |day )?rates? (?:for|of|as) (?:[^\\s,;:]+ ){0,2}(?:consult\\p{L}*|custom development|freelance|contract)`,
    'statement of work',
    'retain one of (?:you|the)\\b',
    `(?:open|available) (?:to|for) (?:${HOW})*(?:[^\\s,;:]+ ){0,2}${CONSULTING}`,
    '(?:buy|book|purchase|pay for) (?:[^\\s,;:]+ ){0,4}of your time',
    "(?:we|i)(?:'d| would)? (?:like|want|plan) to outsource",
    `(?:is|are) (?:${HOW})*(?:consulting|consultancy|professional services)(?: services?)? (?:available|possible|offered)`,
    '^(?:consulting|consultancy|professional) services?(?: for [^?.!]*)?[?.!]*$',
    `(?:schedule|book|arrange|set up) (?:${HOW})*(?:consulting|advisory) (?:calls?|sessions?|meetings?|hours?)`,
    `(?:looking for|need|seeking) (?:${HOW})*(?:[^\\s,;:]+ ){0,2}(?:experts?|specialists?|developers?|engineers?) (?:to|who|for) [^.!?]{0,80}(?:paid|budget|invoice|hourly|contract)\\b`,
    `quot(?:e|ation) (?:for|on) (?:${HOW})*(?:[^\\s,;:]+ ){0,2}(?:consult\\p{L}*|migration project|custom development|implementation project|integration project|architecture review)`,
  ],
  not: [
    '(?:creat|import|export|delet|edit|publish|add|upload|enrol|list|show|sell|host|embed|display|remov|duplicat|open)\\p{L}* (?:[^\\s,;:]+ ){0,3}(?:trainings?|courses?|workshops?|webinars?|consultations?)',
    "(?:don't|do not|doesn't|does not|didn't|did not|not|no longer|never|isn't|aren't|won't|rather than|instead of|no need (?:for|of)) (?:[^\\s,;:]+ ){0,3}(?:training|consult\\p{L}*|workshops?|courses?|hire|hiring|trainers?)",
    '(?:without|no) (?:any )?(?:training|consult\\p{L}*|workshops?|courses?)',
    "(?:after|during|attended|took|since|in|from|at|before|finished|completed|following) (?:the|your|our|my|last|this|that|yesterday's|today's) (?:[^\\s,;:]+ ){0,3}(?:training|workshops?|courses?|seminars?|consult\\p{L}*)",
    '(?:resum\\p{L}+|stop\\p{L}*|start\\p{L}*|continu\\p{L}+|paus\\p{L}+|restart\\p{L}*|speed up|faster|distributed|parallel|model|network|loss|before|while|when|custom) (?:the )?training',
    'steam|workshop (?:ids?|items?|mods?|pages?|maps?|collections?|content)|crash course|race course|main course|course of action|golf',
    'consult(?:ing|ed)? (?:the|your|our|my|with|this|these|docs|documentation|manual|wiki|readme|google|logs?|source|stack)\\b',
    '(?:apps?|modules?|plugins?|pages?|buttons?|tables?|apis?|fields?|views?|widgets?|tabs?|menus?|roles?|tenants?|tags?|category|categories) (?:for|of|named|called|in) (?:[^\\s,;:]+ ){0,2}(?:training|courses?|workshops?|consult\\p{L}*)',
  ],
  names: {
    training: ['trainings?|workshops?|courses?|coaching|teaching|education|onboarding|learning'],
    consulting: [
      'consult(?:ing|ancy|ation)s?|professional services?|advisory|advice|custom development|architecture review|hire',
    ],
    support: [
      '(?:technical |tech |community |free )?support|bugs?(?: report)?|questions?|help|feature(?: request)?s?|installation|usage|documentation|troubleshooting',
    ],
  },
  fields: [
    '(?:kind|type|category|nature|sort) of (?:the |your )?(?:request|help|support|need|needs|question|inquiry|enquiry|ticket|issue|assistance|service|contact)',
    '(?:request|help|support|need|inquiry|enquiry|ticket|issue|service|contact|assistance|question) (?:type|kind|category)',
    '(?:what|which) (?:kind|type|sort)s? of (?:[^\\s]+ ){0,2}(?:help|support|request|assistance|service|need)\\b.*',
    '(?:what|how) (?:do|can|are) (?:you|we) (?:need|want|looking for|help)\\b.*',
    '(?:your )?needs?|i need|we need|i want|we want',
  ],
}
