/** A list as a file: what `toCsv` needs, and the name of the file, which never names a person. */
export interface CsvFile {
  readonly fileName: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | undefined)[])[]
}
