// What is said where the model's runtime is not there.

export const MISSING_RUNTIME =
  'onnxruntime-node cannot be loaded here: `npm ci` (without --omit=optional) brings it on Linux with glibc, macOS and Windows.'
