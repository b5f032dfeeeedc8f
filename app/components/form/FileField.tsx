import { described, Labelled } from './Field'

interface FileFieldProps {
  readonly label: string
  readonly hint: string
  /** Endings that the browser offers first, such as `.csv,text/csv`. */
  readonly accept: string
  readonly problem?: string | undefined
}

/** What a campaign file's name may end in. */
export const campaignFiles = '.yaml,.yml,.json'

/** A file to choose, which its form sends as `file`. */
export function FileField({ label, hint, accept, problem }: FileFieldProps) {
  return (
    <Labelled id="file" label={label} hint={hint} problem={problem}>
      <input type="file" id="file" name="file" accept={accept} {...described('file', hint, problem)} />
    </Labelled>
  )
}
