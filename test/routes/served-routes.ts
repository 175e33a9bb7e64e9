/** `GET /path` for every address in Fastify's own printed tree: what the server really answers, declared or not. */
export function servedRoutes(tree: string): string[] {
  const path: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent, segment = '', methods = '-'] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, -]+)\))?$/.exec(line) ?? []
    if (indent === undefined) return []
    path.splice(indent.length / 4, Infinity, segment)
    return methods
      .split(', ')
      .filter((method) => method !== '-' && method !== 'HEAD')
      .map((method) => `${method} ${path.join('')}`)
  })
}
