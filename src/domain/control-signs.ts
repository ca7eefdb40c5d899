// Signs that nobody sees and that do something: to a terminal, to a reader, or to the order of a line.

/** Controls but tab and newline, and the marks that reorder text so that it reads as something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
export const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g
