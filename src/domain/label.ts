// A label as it is made on GitHub.

export interface LabelSpec {
  name: string
  /** Six hexadecimal digits without `#`. */
  color: string
  description: string
}
