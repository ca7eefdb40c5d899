// The types of columns that both engines share.

/** A JSON value kept as text on both engines (`jsonb` refuses \u0000). Written and read by `toJson` and `fromJson`. */
export type JsonText = string

/** 0 or 1: SQLite has no booleans. */
export type Flag = number
