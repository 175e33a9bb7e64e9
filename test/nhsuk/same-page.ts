// Two pieces of HTML are the same page when a browser would build the same tree and show the same words with the same spaces.

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
const INLINE = new Set([
  ...['a', 'abbr', 'b', 'button', 'code', 'em', 'i', 'img', 'input', 'label', 'small', 'span', 'strong', 'svg', 'var'],
])
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

const decode = (text: string): string =>
  text.replace(/&(#x[\da-f]+|#\d+|[a-z]+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
    return ENTITIES[name] ?? whole
  })

const attributes = (text: string): string =>
  [...text.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)]
    .map(([, name, double, single]) => ` ${name}=${JSON.stringify(decode(double ?? single ?? ''))}`)
    .toSorted()
    .join('')

const TAG = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g

/** Tags and words one to a line, spaces collapsed as CSS collapses them: none at the edge of a block, one elsewhere. */
export function asShown(html: string): string {
  const lines: string[] = []
  // The last line that holds words since a block edge; a space waits until more words follow it.
  let atEdge = true
  let space = false
  const words = (text: string) => {
    const collapsed = decode(text.replace(/[ \t\r\n\f]+/g, ' '))
    if (collapsed === '') return
    const trimmed = collapsed.trim()
    if (trimmed === '') {
      space ||= !atEdge
      return
    }
    lines.push(`${(space || collapsed.startsWith(' ')) && !atEdge ? '␣' : ''}${trimmed}`)
    atEdge = false
    space = collapsed.endsWith(' ')
  }
  const tag = (line: string, name: string) => {
    if (!INLINE.has(name)) {
      atEdge = true
      space = false
    }
    lines.push(line)
  }
  let end = 0
  for (const match of html.matchAll(TAG)) {
    words(html.slice(end, match.index))
    end = match.index + match[0].length
    const name = match[2]?.toLowerCase()
    if (name === undefined) continue
    if (match[1] === '/') {
      tag(`</${name}>`, name)
      continue
    }
    tag(`<${name}${attributes((match[3] ?? '').replace(/\/$/, ''))}>`, name)
    if ((match[3] ?? '').endsWith('/') && !VOID.has(name)) tag(`</${name}>`, name)
  }
  words(html.slice(end))
  return lines.join('\n')
}

/** Only white space is evened out; everything else must match letter for letter. */
export const letterForLetter = (html: string): string => html.replace(/\s+/g, ' ').replace(/> </g, '><').trim()
