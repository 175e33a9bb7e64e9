/** Text as someone typed it, with its line breaks. */
export const PlainText = ({ children }: { readonly children: string }) => {
  const [first, ...rest] = children.split(/\r?\n/)
  return (
    <>
      {first}
      {rest.map((line) => (
        <>
          <br />
          {line}
        </>
      ))}
    </>
  )
}
