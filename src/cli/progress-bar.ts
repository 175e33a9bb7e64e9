const WIDTH = 30

/** “██████░░░░ 60%”, for a share from 0 to 1. */
export function progressBar(share: number): string {
  const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
  return `${bar} ${Math.round(share * 100)}%`
}
