// From the command to the first page: cold (an empty folder, the demonstration built) and warm (the same folder again).
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, runTroth } from '../test/runtime/troth.ts'
import { median } from './support/rate.ts'
import { report } from './support/report.ts'

const ROUNDS = 3

export async function run(): Promise<void> {
  // The compiled form is made once for an installation, so that no round pays for it.
  await runTroth(['--help']).ended
  const cold: number[] = []
  const warm: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const outer = mkdtempSync('/tmp/troth-b-')
    // PostgreSQL runs as another user when this is root, and walks through.
    chmodSync(outer, 0o711)
    const dataDir = join(outer, 'd')
    cold.push(await secondsToFirstPage(dataDir))
    warm.push(await secondsToFirstPage(dataDir))
    rmSync(outer, { recursive: true, force: true })
  }
  report({ name: 'start-cold', value: median(cold), unit: 's', note: 'goal 8 s or less, demonstration built' })
  report({ name: 'start-warm', value: median(warm), unit: 's', note: 'goal 2 s or less' })
}

async function secondsToFirstPage(dataDir: string): Promise<number> {
  const [port, simulator] = [await freePort(), await freePort()]
  const env = { TROTH_DATA_DIR: dataDir, PORT: String(port), SIMULATOR_PORT: String(simulator) }
  const begun = performance.now()
  const troth = runTroth(['start'], { env })
  let end: number | string | undefined
  void troth.ended.then((code) => (end = code))
  for (;;) {
    const page = await fetch(`http://localhost:${port}/`).catch(() => undefined)
    if (page?.status === 200 && (await page.text()).includes('</html>')) break
    if (end !== undefined) throw new Error(`the program ended with ${end}: ${troth.err()}`)
    await sleep(10)
  }
  const seconds = (performance.now() - begun) / 1000
  troth.kill('SIGTERM')
  await troth.ended
  return seconds
}
