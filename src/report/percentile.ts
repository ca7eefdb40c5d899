// Plain percentiles, as github-community-projects/issue-metrics computes them with NumPy: linear interpolation.

/** The value below which `share` (0 to 1) of the values lie, interpolated between neighbours; null without values. */
export function percentile(values: ArrayLike<number>, share: number): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)]!
  const above = sorted[Math.ceil(position)]!
  return below + (above - below) * (position - Math.floor(position))
}
