/** Where mail lands in the embedded mailbox, whoever waits for some is told so. */
export function OwnMailbox({ there }: { readonly there: boolean }) {
  if (!there) return null
  return (
    <p className="callout">
      This server keeps its mail to itself. <a href="/mailbox">Open its own mailbox</a> to find it.
    </p>
  )
}
