import { FileUpload } from '../components/file-upload.tsx'
import { common, type FieldProps, type FormValues } from './field.ts'

/** A file to send; its form must be `multipart`. A browser never sends a file's name back, so it is chosen again after an error. */
export const FileField = <Values extends object = FormValues>(
  props: FieldProps<Values> & {
    readonly multiple?: boolean | undefined
    /** A list of extensions and media types, as HTML's `accept`. */
    readonly accept?: string | undefined
  },
) => (
  <FileUpload
    {...common(props)}
    multiple={props.multiple}
    attributes={props.accept === undefined ? undefined : { accept: props.accept }}
  />
)
