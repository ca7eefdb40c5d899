// The browser that draws the pictures. A Chromium comes with npm for Linux on x64; CHROMIUM names another one.
import bundled from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

export async function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? (await bundled.executablePath())
  // Its pages are our own: as root, and in containers, a browser starts without its sandbox only.
  return chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 60_000 })
}
