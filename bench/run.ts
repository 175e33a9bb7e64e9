// npm run bench [name …]: runs the named benchmarks, or all of them, one after another.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const all = readdirSync(import.meta.dirname)
  .filter((file) => /\.tsx?$/.test(file) && file !== 'run.ts')
  .map((file) => file.replace(/\.tsx?$/, ''))
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const unknown = asked.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark called ${unknown.join(', ')}. There are: ${all.join(', ')}.`)
  process.exit(1)
}
for (const name of asked.length > 0 ? asked : all) {
  const { run } = (await import(
    existsSync(join(import.meta.dirname, `${name}.ts`)) ? `./${name}.ts` : `./${name}.tsx`
  )) as { run: () => Promise<void> }
  await run()
}
process.exit(0)
