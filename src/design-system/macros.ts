// The one seam to upstream's Nunjucks. Page authors never meet it: components/ calls it, everyone else uses components.
import { isValidElement, type VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'
import { render } from 'preact-render-to-string'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks from 'nunjucks'
import type { MacroParams } from './params.gen.ts'

type Macro = (params: object, extra?: object) => { toString(): string }
interface Compiled {
  getExported(done: (error: Error | null, exported: Readonly<Record<string, Macro>>) => void): void
}

const upstream = dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json'))
const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader(join(upstream, 'dist')), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
})

// Three macros are not named after their folder.
const NAMES: Partial<Record<keyof MacroParams, string>> = { 'do-dont-list': 'list', images: 'image', tables: 'table' }
const macroName = (component: keyof MacroParams): string =>
  NAMES[component] ?? component.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())

const compiled = new Map<keyof MacroParams, Macro>()

/** Compiles a component's template once, so that a page costs a function call and never a parse. */
function load(component: keyof MacroParams): Macro {
  const known = compiled.get(component)
  if (known) return known
  const name = macroName(component)
  let found: Macro | undefined
  const template = templates.getTemplate(`nhsuk/components/${component}/macro.njk`, true) as unknown as Compiled
  template.getExported((error, exported) => {
    if (error) throw error
    found = exported[name]
  })
  if (!found) throw new Error(`nhsuk-frontend has no macro "${name}" in ${component}`)
  compiled.set(component, found)
  return found
}

// The types leave out what a call block compiles to.
const { makeKeywordArgs } = nunjucks.runtime as unknown as { makeKeywordArgs(args: object): object }

// Upstream indents what it nests, which would change what a person typed into a text area; a reference to a line feed is left alone.
const keepLines = (html: string): string =>
  html.includes('<textarea') || html.includes('<pre')
    ? html.replace(/<(textarea|pre)\b[^>]*>[^<]*/g, (typed) => typed.replaceAll('\n', '&#10;'))
    : html

const markup = (html: string): unknown => new nunjucks.runtime.SafeString(keepLines(html))

/** Elements become markup; a string stays text. A string where upstream prints markup unescaped is refused. */
function toParams(value: unknown, name: string): unknown {
  if (isValidElement(value)) return markup(render(value))
  if (Array.isArray(value)) return value.map((part) => toParams(part, name))
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
    const refused = name === 'attributes' && entries.find(([key]) => /^(style$|on)/i.test(key))
    if (refused)
      throw new TypeError(`"${refused[0]}" is not an attribute a page may have: the browser is told to ignore it`)
    return Object.fromEntries(entries.map(([key, part]) => [key, toParams(part, key)]))
  }
  if (typeof value === 'string' && (name === 'attributes' || /^(html|.+Html)$/.test(name))) {
    throw new TypeError(`"${name}" takes an element, not a string: a string here would reach the page unescaped`)
  }
  return value
}

/** An NHS component as an element, drawn by upstream's own macro. `children` is Nunjucks' call block. */
export function macro<Name extends keyof MacroParams>(
  component: Name,
  params: MacroParams[Name],
  children?: VNode,
): VNode {
  const call = load(component)
  const safe = toParams(params, component) as object
  const html = children ? call(safe, makeKeywordArgs({ caller: () => markup(render(children)) })) : call(safe)
  // A template of one string and no holes: an element with no wrapper node.
  return jsxTemplate([html.toString().trim()])
}
