// Node reads TypeScript by itself, but no TSX: pages and components are made into JavaScript here, and kept by their content.
// Reading the program so, with Node's own cache, takes half of what a loader in a thread of its own takes, for every test file.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync, version } from 'esbuild'

const folder = join(import.meta.dirname, '../../node_modules/.cache/troth/tsx')
mkdirSync(folder, { recursive: true })

registerHooks({
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.tsx')) return next(url, context)
    const path = fileURLToPath(url)
    return { format: 'module', source: javascriptOf(path, readFileSync(path, 'utf8')), shortCircuit: true }
  },
})

function javascriptOf(path, text) {
  const name = createHash('sha256').update(`${version}\n${path}\n${text}`).digest('hex')
  const file = join(folder, `${name}.js`)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const { code } = transformSync(text, {
    loader: 'tsx',
    sourcefile: path,
    sourcemap: 'inline',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: '#html',
    // What the type checker allows to be left out is, as Node leaves it out of TypeScript.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  })
  // Several test files are read at once: none may see half of what another writes.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, code)
  renameSync(draft, file)
  return code
}
