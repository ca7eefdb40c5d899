// Exit code 0 while the process that serves in this container answers: the health check of the image, which has no curl.
const port = process.env.PORT || '3000'
try {
  const { ok } = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) })
  process.exitCode = ok ? 0 : 1
} catch (error) {
  console.error(`Nothing answers on port ${port}: ${error.cause?.code ?? error.message}`)
  process.exitCode = 1
}
