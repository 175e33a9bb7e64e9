/** What the text of a room may not say, and why. The comments of a file are not looked at. */
export const WORDS: Readonly<Record<string, { readonly never: RegExp; readonly says: string }>> = {
  environment: { never: /process\.env\b/, says: 'only src/config.ts reads the environment' },
  outside: {
    never:
      /(?<![\w.])fetch\(|(?<!\{ (?:isIP(?:v[46])?|createServer) \} from )'node:(?:net|http|https|http2|tls|dgram|dns)(?:\/promises)?'|'nodemailer'/,
    says: 'only src/integrations calls out',
  },
  writing: { never: /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(/, says: 'queries never write' },
  sql: {
    never:
      /\.(?:selectFrom|selectNoFrom|insertInto|updateTable|deleteFrom|mergeInto|executeQuery)\(|\bsql(?:<[^`]*>)?`/,
    says: 'no SQL here: call a query or a command',
  },
  typing: {
    never: /\bmethod=["'{]*get\b/i,
    says: 'what is typed stands in no address: post the form and answer with askedPath (filters of a DataTable are chosen, not typed)',
  },
  clock: { never: /\bDate\.now\(|\bnew Date\(\)|\bsystemClock\b|performance\.now\(/, says: 'time is passed in' },
  chance: { never: /\bMath\.random\(/, says: 'chance is passed in' },
  star: {
    never: /\.(?:selectAll|returningAll)\(/,
    says: 'name the columns (columnsOf): a prepared select of all of them breaks when a migration adds one',
  },
  waiting: { never: /\basync\b|\bawait\b|\bPromise\b/, says: 'this room does not wait: no I/O' },
}

/** The text without its comments, so that a comment may name what the code may not do. */
export const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
