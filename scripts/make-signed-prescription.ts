// Makes samples/signed-prescription.json with the code that signs prescriptions. Run Prettier on it afterwards.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { signedSample } from './signed-sample.ts'

const { document, fingerprint } = await signedSample()
const file = join(import.meta.dirname, '../samples/signed-prescription.json')
await writeFile(file, `${JSON.stringify(document, null, 2)}\n`)
console.log(`Written to ${file}\nAuthority ${fingerprint}`)
