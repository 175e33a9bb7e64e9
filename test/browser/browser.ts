import pack from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

// The package is tuned for a throwaway lambda: one process dies with its first window, and web security off would hide what we test.
const UNWANTED = /single-process|disable-web-security|allow-running-insecure-content/

/** A real browser from npm. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await pack.executablePath(),
    args: pack.args.filter((arg) => !UNWANTED.test(arg)),
    headless: true,
  })
}
