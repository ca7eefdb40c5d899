// The words of the knowledge base: articles, questions, and what the matcher says of them.

/**
 * What can answer: one Markdown file of the knowledge base in one language, or one section of documentation, which is
 * pointed to instead of being posted.
 */
export interface Article {
  /** The file's name without language and ending, the same for all translations; of a section `PATH#ANCHOR`. */
  slug: string
  /** ISO 639 code such as `en` or `zh`: from the front matter, the file's name, or the text. */
  language: string
  /** The language with its script or region where it has one: `zh-TW`, `pt-BR`; else the same as `language`. */
  locale: string
  /** Path as given, inside its repository or folder. */
  path: string
  title: string
  /** Markdown below the front matter; may be blank only in a file that `readArticles` complained about. */
  body: string
  topics: string[]
  /** Known phrasings. */
  questions: string[]
  /** Questions of tickets that maintainers answered with it: further phrasings, never quoted. */
  learned: string[]
  /** Questions that this article must not answer. */
  notFor: string[]
  /** Raw error lines, matched after normalising. */
  symptoms: string[]
  /** A range such as `>=2 <4`, or null for every version. */
  versions: string | null
  /** Line (from 1) of each entry of `questions` and `notFor`, for messages. */
  lines: { questions: number[]; notFor: number[] }
  /** Tells one content of the file from another; unchanged articles are not tokenised again. */
  fingerprint: string
  /** Where it stands in documentation; null: an article. */
  section: Section | null
}

/** What is told of a section of documentation beside its text. */
export interface Section {
  /** Without `#`; null where the page itself is meant, or its anchors are not known. */
  anchor: string | null
  /** The page's title, then the headings that lead to the section, itself last. */
  headings: string[]
  /** Its first lines as Markdown, to be quoted; may be empty. */
  opening: string
  /** Where it is published or stands in the repository at the indexed commit; null where readers may not know. */
  url: string | null
}

/** What a person asks. Everything is optional; without any words the answer is silence. */
export interface Question {
  title?: string
  /** Markdown of the ticket, already without template, greeting and quoted text (see `questionFromTicket`). */
  body?: string
  /** A question without title and body, as `kb ask` and `POST /support` have it. */
  text?: string
  /** ISO 639 code, with script or region where known (`zh-TW`); detected when absent. */
  language?: string
  /** Versions of the product named in the ticket. */
  versions?: string[]
  /** Log lines and stack traces, apart from the prose. */
  logs?: string[]
  /** Set where the ticket is a feature request or a report that asks nothing: the bar is higher. */
  kind?: 'question' | 'report' | 'request'
}

export interface RankedArticle {
  /** Of an article, or of a section. */
  slug: string
  title: string
  /** Calibrated probability that this article answers the question, 0 to 1. */
  confidence: number
}

/** The matcher's verdict on one question. */
export interface Match {
  /** Language of the question, ISO 639. */
  language: string
  /** Whether the best article passes the bar for the asked precision. */
  answered: boolean
  /** Confidence of the best article, 0 without one. */
  confidence: number
  /** The best article in the version that suits the asker best, else in English; also there when not answered. */
  article: Pick<Article, 'slug' | 'title' | 'language' | 'locale' | 'path' | 'body' | 'section'> | null
  /** Best first, at most five; articles and sections mixed. */
  ranked: RankedArticle[]
  /** What is offered instead of an answer, best first, at most three; empty where it is answered or nothing is sure enough. */
  suggested: RankedArticle[]
  /** Normalised error signatures found in the question. */
  signatures: string[]
  /** Why, in words for a maintainer; what decided comes first. */
  reasons: string[]
}

/** Unit vectors as signed bytes: number `d` of row `r` is `bytes[r * dimensions + d] * scales[r]`. */
export interface Vectors {
  dimensions: number
  bytes: Int8Array
  scales: Float32Array
}

/** The model's part in one question. */
export interface Meaning {
  /** Unit vector of one of `textsAsked` (meaning.ts); undefined where it is not at hand: then words decide. */
  asked(text: string): Float32Array | undefined
  /** One row for each of the article's `piecesOf` (meaning.ts), in their order; null until they are made. */
  of(article: Article): Vectors | null
}

export interface AskOptions {
  /** Share of answers that must be right, as in the settings: 0.5 to 0.999. */
  precision: number
  /** No answer that is less sure is given, whatever the precision: what a repository's own answers have shown. */
  atLeast?: number
  /** At least this share of offers must help: 0.5 to 0.999; null or absent: nothing is offered. */
  suggest?: number | null
  /** The project's name: versions beside it are the project's own. */
  project?: string
  /** The project's own words, in whatever language, in English. */
  words?: Readonly<Record<string, string>>
  /** The sentence model's part; absent: words decide. */
  meaning?: Meaning
}
