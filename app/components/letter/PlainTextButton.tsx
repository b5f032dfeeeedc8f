/** Sends the letter's form and gets the letter back as a file; wherever it stands on the page. */
export function PlainTextButton({ slug }: { readonly slug: string }) {
  return (
    <button type="submit" className="button" form="check" formAction={`/campaigns/${slug}/letter.txt`}>
      Keep it as plain text
    </button>
  )
}
