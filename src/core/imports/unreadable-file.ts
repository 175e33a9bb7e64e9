/** A file that cannot be read further. The rows before it are good. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}
